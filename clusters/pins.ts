import { closest, distance } from "fastest-levenshtein";
import { type Fault, quote } from "./fault.ts";
import type { Cluster, Pin } from "./lab.ts";

/** What no cluster runs without, and where it is published. */
const required = {
  argocd: "github.com/argoproj/argo-cd",
  k3s: "github.com/k3s-io/k3s",
  longhorn: "github.com/longhorn/longhorn-manager",
  traefik: "github.com/traefik/traefik",
  vault: "github.com/hashicorp/vault",
  "vault-secrets-operator": "github.com/hashicorp/vault-secrets-operator",
};

/** Pins that are missing, or that do not pin. */
export function checkPins({ versions }: Cluster): Fault[] {
  return [
    ...Object.entries(required).flatMap(([component, source]) => missing(component, source, Object.keys(versions))),
    ...Object.entries(versions).flatMap(([component, pin]) => loose(`versions.${component}`, pin)),
    ...Object.entries(versions).flatMap(([component, pin]) => wrongSums(`versions.${component}.sha256`, pin)),
  ];
}

function missing(component: string, source: string, pinned: readonly string[]): Fault[] {
  if (pinned.includes(component)) return [];
  const near =
    closest(
      component,
      pinned.filter(name => !Object.hasOwn(required, name)),
    ) ?? "";
  const remedy =
    distance(component, near) <= 2
      ? `rename ${quote(near)} to ${quote(component)}`
      : `pin a version from ${quote(source)}`;
  return [{ field: `versions.${component}`, problem: `${quote(component)} is not pinned`, remedy }];
}

/** Whoever makes a version newer, as Renovate does, does not know the new file. */
function wrongSums(field: string, { version, sha256 }: Pin): Fault[] {
  if (sha256 === undefined) return [];
  const { of, ...sums } = sha256;
  if (of !== version) {
    const problem = `they are of ${quote(of)}, and the version is ${quote(version)}`;
    return [{ field, problem, remedy: 'remove them; the next "lab up" says what to write' }];
  }
  return Object.entries(sums).flatMap(([architecture, sum]) => {
    if (/^[0-9a-f]{64}$/.test(sum)) return [];
    const remedy = 'write the 64 hexadecimal digits that "lab up" has printed, or none';
    return [{ field: `${field}.${architecture}`, problem: `${quote(sum)} is no SHA-256`, remedy }];
  });
}

function loose(path: string, { version, source }: Pin): Fault[] {
  const faults: Fault[] = [];
  const remedy = `write the full version, such as "1.2.3", from ${quote(source)}`;
  if (!/^[\w.+-]+$/.test(version)) {
    faults.push({ field: `${path}.version`, problem: `${quote(version)} is not a version`, remedy });
  } else if (/latest/i.test(version)) {
    faults.push({ field: `${path}.version`, problem: `${quote(version)} moves, it pins nothing`, remedy });
  }
  if (!/^[a-z0-9.-]+\/\S+$/i.test(source)) {
    const problem = `${quote(source)} is not a repository or image`;
    faults.push({ field: `${path}.source`, problem, remedy: 'write one such as "github.com/k3s-io/k3s"' });
  }
  return faults;
}
