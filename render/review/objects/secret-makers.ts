import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, valueAt } from "./fields.ts";

/** Names of the Secrets that an object is or makes, in its own namespace; none for most objects. */
export function secretsMadeBy(object: KubeObject): string[] {
  return MAKERS.get(groupKind(object))?.(object, object.metadata.name).flatMap(name => textOf(name) ?? []) ?? [];
}

/** Labels of the Secrets that an object is or makes. */
export function labelsOfSecrets(object: KubeObject): Fields {
  const path = LABELS.get(groupKind(object));
  return fieldsOf(path === undefined ? undefined : valueAt(object, path));
}

/** Whether it keeps a Secret up to date from a place of secrets, such as Vault. */
export function isSecretSource(object: KubeObject): boolean {
  return SOURCES.has(groupKind(object));
}

type Names = (object: KubeObject, name: string) => readonly unknown[];

const ofTarget: Names = (object, name) => [valueAt(object, "spec.target.name") ?? name];
const ofDestination: Names = object => [valueAt(object, "spec.destination.name")];
const ofSecretName: Names = object => [valueAt(object, "spec.secretName")];
const own: Names = (_, name) => [name];

/** What the usual operators make, as their documentation says. */
const MAKERS: ReadonlyMap<string, Names> = new Map([
  ["Secret", own],
  ["bitnami.com/SealedSecret", (object, name) => [valueAt(object, "spec.template.metadata.name") ?? name]],
  ["cert-manager.io/Certificate", ofSecretName],
  ["external-secrets.io/ExternalSecret", ofTarget],
  [
    "isindir.github.com/SopsSecret",
    object => mappingsOf(valueAt(object, "spec.secretTemplates")).map(({ name }) => name),
  ],
  ["k8s.bitwarden.com/BitwardenSecret", ofSecretName],
  ["onepassword.com/OnePasswordItem", own],
  [
    "postgresql.cnpg.io/Cluster",
    (_, name) => ["app", "superuser", "ca", "server", "replication"].map(end => `${name}-${end}`),
  ],
  ["secrets.hashicorp.com/HCPVaultSecretsApp", ofDestination],
  ["secrets.hashicorp.com/VaultDynamicSecret", ofDestination],
  ["secrets.hashicorp.com/VaultPKISecret", ofDestination],
  ["secrets.hashicorp.com/VaultStaticSecret", ofDestination],
  ["secrets.infisical.com/InfisicalSecret", object => [valueAt(object, "spec.managedSecretReference.secretName")]],
]);

const SOURCES: ReadonlySet<string> = new Set(
  [...MAKERS.keys()].filter(kind => /^(external-secrets|secrets\.hashicorp)\./.test(kind)),
);

const LABELS: ReadonlyMap<string, string> = new Map([
  ["Secret", "metadata.labels"],
  ["bitnami.com/SealedSecret", "spec.template.metadata.labels"],
  ["external-secrets.io/ExternalSecret", "spec.target.template.metadata.labels"],
  ["secrets.hashicorp.com/VaultDynamicSecret", "spec.destination.labels"],
  ["secrets.hashicorp.com/VaultStaticSecret", "spec.destination.labels"],
]);

/** Kinds whose Secrets carry labels that git tells. */
export const LABELLED_SECRETS: readonly string[] = [...LABELS.keys()];

/** Kinds that are Secrets or make some. */
export const SECRET_MAKERS: readonly string[] = [...MAKERS.keys()];
