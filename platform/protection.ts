import { annotate } from "./annotate.ts";
import type { KubeObject } from "./kube-object.ts";

/** Kinds that hold data, or take data with them when they go. */
export const DATA_BEARING: ReadonlySet<string> = new Set([
  "CustomResourceDefinition",
  "Namespace",
  "PersistentVolume",
  "PersistentVolumeClaim",
]);

/**
 * Annotations by which no push and no deleted Application can destroy data. Without `IgnoreExtraneous` a leftover
 * would keep its Application OutOfSync for ever.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources
 */
export const PROTECTION = {
  "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
  "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
} as const;

/** The object, protected if it is data-bearing. */
export function protect(object: KubeObject): KubeObject {
  return DATA_BEARING.has(object.kind) ? annotate(object, PROTECTION) : object;
}
