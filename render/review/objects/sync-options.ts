import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { metadataText } from "./fields.ts";

/**
 * Sync options that an object carries itself: `["Prune=false", "Delete=false"]`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export function syncOptionsOf(object: KubeObject): string[] {
  const options = metadataText(object, "annotations", "argocd.argoproj.io/sync-options");
  return options === undefined ? [] : options.split(",").map(option => option.trim());
}

/** Whether options refuse to delete in this way, or wait for somebody to confirm it. */
export function refuses(options: readonly string[], way: "Prune" | "Delete"): boolean {
  return options.includes(`${way}=false`) || options.includes(`${way}=confirm`);
}

/**
 * Whether an object survives that its Application is deleted with cascade: shouldBeDeleted in
 * https://github.com/argoproj/argo-cd/blob/master/controller/appcontroller.go.
 *
 * @param general sync options of its Application, which count where its own say nothing
 */
export function survivesCascade(object: KubeObject, general: readonly string[]): boolean {
  if (groupKind(object) === "apiextensions.k8s.io/CustomResourceDefinition") return true;
  if (metadataText(object, "annotations", "helm.sh/resource-policy") === "keep") return true;
  return isRefused(object, general, "Delete");
}

/** Whether an object survives that a sync prunes; `general` as above. */
export function survivesPrune(object: KubeObject, general: readonly string[]): boolean {
  return isRefused(object, general, "Prune");
}

function isRefused(object: KubeObject, general: readonly string[], way: "Prune" | "Delete"): boolean {
  const own = syncOptionsOf(object);
  return refuses(own.some(option => option.startsWith(`${way}=`)) ? own : general, way);
}
