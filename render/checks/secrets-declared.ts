import { VAULT_MOUNTS } from "../../platform/components/vault-secrets-operator/api.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
import { containersOf, type PodSpec } from "../../platform/pod-template.ts";
import { type DeclaredSecret, declaredSecrets } from "../secrets/declared-secrets.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { nearest } from "./findings/near-names.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { unitFinding } from "./findings/unit-finding.ts";
import { type Owned, objectsOfKind, workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * What is read from Vault and what is declared are the same: each path that an object reads is declared, once, with each
 * key that a template or a pod takes from it; and each that is declared is read. So `lab secrets` knows all that the lab
 * needs, and nobody brings what nothing reads. Keys of an app's own secrets are the app's affair.
 */
export const secretsDeclared: Rule = {
  name: "secrets-declared",
  check(lab) {
    const declared = Map.groupBy(declaredSecrets(lab), ({ path }) => path);
    const reads = objectsOfKind(lab, "VaultStaticSecret")
      .map(toRead)
      .filter(({ mount }) => mount === VAULT_MOUNTS.kv);
    return [
      ...[...declared.values()].flatMap(declaredTwice),
      ...unread(declared, reads),
      ...reads.flatMap(read => undeclared(declared, read)),
      ...undeclaredKeys(lab, declared, reads),
    ];
  },
};

type Declared = ReadonlyMap<string, readonly DeclaredSecret[]>;

/** An object of the operator that reads a secret, and the Secret that it makes of it. */
interface Read extends Owned {
  readonly mount: string;
  readonly path: string;
  /** Namespace and name of the Secret. */
  readonly secret: string;
  /** Go templates by key of the Secret. */
  readonly templates: Readonly<Record<string, { readonly text: string }>>;
}

interface StaticSecretSpec {
  readonly mount?: string;
  readonly path?: string;
  readonly destination?: {
    readonly name?: string;
    readonly transformation?: { readonly templates?: Read["templates"] };
  };
}

function toRead({ unit, object }: Owned): Read {
  const { mount = "", path = "", destination } = (object.spec ?? {}) as StaticSecretSpec;
  const secret = `${namespaceOf(object, unit.namespace)}/${destination?.name}`;
  return { unit, object, mount, path, secret, templates: destination?.transformation?.templates ?? {} };
}

function declaredTwice([first, second]: readonly DeclaredSecret[]) {
  if (first === undefined || second === undefined) return [];
  const problem = `${inQuotes(first.path)} is declared by ${first.unit.name} as well`;
  return [unitFinding(secretsDeclared.name, second.unit, { field: "secrets", problem, remedy: "leave one" })];
}

/** An app's own secrets follow from its word, each with its object; what else such an object reads is vault-paths' affair. */
function unread(declared: Declared, reads: readonly Read[]) {
  const read = new Set(reads.map(({ path }) => path));
  return [...declared.values()].flatMap(([secret]) => {
    if (secret === undefined || secret.unit.class === "app" || read.has(secret.path)) return [];
    const problem = `nothing reads ${inQuotes(secret.path)}`;
    const remedy = "let an object read it, or declare it no more";
    return [unitFinding(secretsDeclared.name, secret.unit, { field: "secrets", problem, remedy })];
  });
}

function undeclared(declared: Declared, { unit, object, path }: Read) {
  if (declared.has(path)) return [];
  const near = nearest(path, [...declared.keys()]);
  const problem = `nothing declares the secret ${inQuotes(path)}`;
  const remedy = `${near === undefined ? "" : `write ${inQuotes(near)}, the nearest one, or `}add it to secrets`;
  return [objectFinding(secretsDeclared.name, unit, object, { field: "spec.path", problem, remedy })];
}

/** A key that somebody takes from a secret, with where. */
interface Use extends Owned {
  readonly field: string;
  readonly key: string;
  readonly read: Read;
}

function undeclaredKeys(lab: Lab, declared: Declared, reads: readonly Read[]) {
  return [...reads.flatMap(inTemplates), ...inPods(lab, reads)].flatMap(({ unit, object, field, key, read }) => {
    const [secret] = declared.get(read.path) ?? [];
    if (secret?.keys === undefined || Object.hasOwn(secret.keys, key)) return [];
    const known = Object.keys(secret.keys);
    const problem = `the secret ${inQuotes(read.path)} has no key ${inQuotes(key)}`;
    const remedy = `write ${inQuotes(nearest(key, known) ?? known[0])}, or add it to secrets`;
    return [objectFinding(secretsDeclared.name, unit, object, { field, problem, remedy })];
  });
}

/** As the operator's documentation writes them: `{{ get .Secrets "token" }}`. */
const GET = /\bget\s+\.Secrets\s+"([^"]+)"/g;

function inTemplates(read: Read): Use[] {
  const { unit, object } = read;
  return Object.entries(read.templates).flatMap(([name, { text }]) => {
    const field = `spec.destination.transformation.templates[${name}]`;
    return [...text.matchAll(GET)].map(([, key = ""]) => ({ unit, object, field, key, read }));
  });
}

/** A key of the Secret that no template makes is one of Vault's. */
function inPods(lab: Lab, reads: readonly Read[]): Use[] {
  const bySecret = new Map(reads.map(read => [read.secret, read]));
  return workloadsOf(lab).flatMap(({ unit, object, template }) =>
    keysOf(template.spec).flatMap(({ secret, key, field }) => {
      const read = bySecret.get(`${namespaceOf(object, unit.namespace)}/${secret}`);
      if (read === undefined || Object.hasOwn(read.templates, key)) return [];
      return [{ unit, object, field: `${template.path}.${field}`, key, read }];
    }),
  );
}

interface SecretKey {
  readonly secret: string;
  readonly key: string;
  /** Path below the pod's specification. */
  readonly field: string;
}

interface SecretSource {
  readonly items?: readonly { readonly key: string }[];
}

/** Every key of a Secret that a pod names: as environment, and as a file. */
function keysOf(spec: PodSpec): SecretKey[] {
  const fromEnvironment = containersOf(spec).flatMap(({ container, path }) =>
    (container.env ?? []).flatMap(({ name, valueFrom }) => {
      const { secretKeyRef } = valueFrom ?? {};
      if (secretKeyRef === undefined) return [];
      const field = `${path}.env[${name}].valueFrom.secretKeyRef`;
      return [{ secret: secretKeyRef.name, key: secretKeyRef.key, field }];
    }),
  );
  const fromVolumes = (spec.volumes ?? []).flatMap(({ name, secret }) =>
    ((secret as SecretSource | undefined)?.items ?? []).map(({ key }) => ({
      secret: secret?.secretName ?? "",
      key,
      field: `volumes[${name}].secret.items[${key}]`,
    })),
  );
  return [...fromEnvironment, ...fromVolumes];
}
