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
