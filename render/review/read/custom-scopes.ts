import { groupKind, isClusterScoped } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { asMapping, asText } from "../../tree/plain-values.ts";
import type { Revision } from "./revision.ts";

/**
 * Whether objects of a kind live outside namespaces: those of Kubernetes and of the lab's components, and those that a
 * definition in one of these revisions calls so. Kinds that nobody defines count as namespaced.
 */
export function scopesOf(revisions: readonly Revision[]): (object: KubeObject) => boolean {
  const clusterScoped = new Set<string>();
  const seen = new Set<unknown>();
  for (const { manifest } of revisions.flatMap(({ files }) => [...files.values()])) {
    if (manifest === undefined || seen.has(manifest)) continue;
    seen.add(manifest);
    for (const object of manifest.objects) {
      if (object.kind !== "CustomResourceDefinition") continue;
      const { group, names, scope } = asMapping(object.spec);
      if (scope === "Cluster") clusterScoped.add(`${asText(group)}/${asText(asMapping(names).kind)}`);
    }
  }
  return object => isClusterScoped(object) || (clusterScoped.size > 0 && clusterScoped.has(groupKind(object)));
}
