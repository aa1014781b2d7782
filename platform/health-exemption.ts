import { annotate } from "./annotate.ts";
import { isVaultObject } from "./components/vault-secrets-operator/objects.ts";
import type { KubeObject } from "./kube-object.ts";
import { podTemplate } from "./pod-template.ts";
import { destination } from "./restart-targets.ts";
import { configReferences } from "./secret-references.ts";

/** Leaves an object out of its Application's health. */
export const IGNORE_HEALTH = "argocd.argoproj.io/ignore-healthcheck";

/**
 * The objects of a unit, those left out of its Application's health that a sealed Vault would make unhealthy: else the
 * root's sync would wait for them for ever, and nothing new would deploy until somebody unseals.
 */
export function exemptFromHealth(objects: readonly KubeObject[]): KubeObject[] {
  const exempt = dependentsOfVault(objects);
  return objects.map(object => (exempt.has(object) ? annotate(object, { [IGNORE_HEALTH]: "true" }) : object));
}

/**
 * Objects of a unit that a sealed Vault makes unhealthy: Vault itself, what its operator reads from it, and whatever
 * cannot start before that has been read once.
 */
export function dependentsOfVault(objects: readonly KubeObject[]): Set<KubeObject> {
  const made = new Set(
    objects.flatMap(object => {
      const secret = destination(object);
      return secret === undefined ? [] : [`${object.metadata.namespace}/${secret}`];
    }),
  );
  return new Set(objects.filter(object => isVaultObject(object) || isVault(object) || needsOneOf(made, object)));
}

function isVault({ kind, metadata }: KubeObject): boolean {
  return kind === "StatefulSet" && metadata.name === "vault";
}

/** Whether the pods of an object do not start without one of these Secrets, `<namespace>/<name>`. */
function needsOneOf(secrets: ReadonlySet<string>, object: KubeObject): boolean {
  const template = secrets.size === 0 ? undefined : podTemplate(object);
  if (template === undefined) return false;
  return configReferences(template.spec).some(
    ({ kind, name, optional }) => kind === "Secret" && !optional && secrets.has(`${object.metadata.namespace}/${name}`),
  );
}
