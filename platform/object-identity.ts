import { groupKind, isClusterScoped } from "./cluster-scoped.ts";
import type { KubeObject } from "./kube-object.ts";

/**
 * One object among all others of a cluster, whatever version of its API it is written in.
 *
 * @param namespace what the object gets if it names none: the destination of its Application
 * @returns e.g. `apps/Deployment/erp/erp`, and `ClusterRole//erp` for what has neither group nor namespace
 */
export function identity(object: KubeObject, namespace = ""): string {
  return [groupKind(object), namespaceOf(object, namespace), object.metadata.name].join("/");
}

/** Kind and name, as findings and reports call an object: `Deployment/erp`. */
export function label(object: { readonly kind: string; readonly metadata: { readonly name: string } }): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** Namespace that an object really lands in; "" for cluster-scoped kinds, where Kubernetes ignores what is written. */
export function namespaceOf(object: KubeObject, fallback = ""): string {
  return isClusterScoped(object) ? "" : object.metadata.namespace || fallback;
}
