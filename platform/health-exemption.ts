import { annotate } from "./annotate.ts";
import { isVaultObject } from "./components/vault-secrets-operator/objects.ts";
import type { KubeObject } from "./kube-object.ts";

/** Leaves an object out of its Application's health. */
export const IGNORE_HEALTH = "argocd.argoproj.io/ignore-healthcheck";

/**
 * The object, left out of its Application's health if a sealed Vault would make it unhealthy: else the root's sync
 * would wait for it for ever, and nothing new would deploy until somebody unseals.
 */
export function exemptFromHealth(object: KubeObject): KubeObject {
  return dependsOnVault(object) ? annotate(object, { [IGNORE_HEALTH]: "true" }) : object;
}

/** Whether a sealed Vault makes an object unhealthy: Vault itself, and what its operator reads from it. */
export function dependsOnVault(object: KubeObject): boolean {
  return isVaultObject(object) || (object.kind === "StatefulSet" && object.metadata.name === "vault");
}
