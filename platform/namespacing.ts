import { isClusterScoped } from "./cluster-scoped.ts";
import type { KubeObject } from "./kube-object.ts";

/** The object in the unit's namespace, unless it names one or belongs to none. */
export function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace !== undefined || isClusterScoped(object)) return object;
  const { name, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace, ...rest } };
}
