import type { GroupKind } from "../../../platform/components/argocd/kinds.ts";
import type { ProjectSpec } from "../lab/argocd-objects.ts";

/**
 * Whether a project permits a namespace of a cluster; names are read as exact.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function permitsNamespace({ destinations = [] }: ProjectSpec, server: string, namespace: string): boolean {
  return destinations.some(each => each.server === server && each.namespace === namespace);
}

/** Whether a project permits a kind of namespaced objects. Without a list it permits all of them. */
export function permitsNamespacedKind(spec: ProjectSpec, group: string, kind: string): boolean {
  const { namespaceResourceWhitelist: permitted, namespaceResourceBlacklist: denied } = spec;
  return (permitted === undefined || includes(permitted, group, kind)) && !includes(denied, group, kind);
}

/** Whether a project permits an object of the cluster. Without a list it permits none. */
export function permitsClusterObject(spec: ProjectSpec, group: string, kind: string, name: string): boolean {
  const { clusterResourceWhitelist: permitted, clusterResourceBlacklist: denied } = spec;
  return includes(permitted, group, kind, name) && !includes(denied, group, kind, name);
}

/** The lists are short, and scanned faster than indexed: there is a project for every instance. */
function includes(list: readonly GroupKind[] = [], group: string, kind: string, name?: string): boolean {
  return list.some(
    each =>
      (each.kind === kind || each.kind === "*") &&
      (each.group === group || each.group === "*") &&
      (each.name === undefined || each.name === name),
  );
}
