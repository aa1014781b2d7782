import type { KubeObject } from "../../kube-object.ts";
import type { GroupKind } from "./kinds.ts";
import { ARGOCD_NAMESPACE, IN_CLUSTER } from "./namespace.ts";

/** Projects come before the Applications that name them, and go after them. */
export const PROJECT_WAVE = -10;

export interface ProjectProps {
  readonly name: string;
  readonly description: string;
  /** Exact repositories; a pattern would admit what nobody reviewed. */
  readonly repositories: readonly string[];
  /** Exact namespaces. */
  readonly namespaces: readonly string[];
  readonly clusterKinds: readonly GroupKind[];
  readonly namespacedKinds: readonly GroupKind[];
  /** Keep it when it leaves git. */
  readonly keep?: boolean;
}

/**
 * An AppProject: what the Applications in it may read from, write to and contain.
 *
 * It carries the finalizer: a project that vanishes before its Applications makes their deletion hang. Argo CD knows only
 * the bare name of it, of which the API server says in a warning that a path were better.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function project(props: ProjectProps): KubeObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: {
      name: props.name,
      namespace: ARGOCD_NAMESPACE,
      annotations: {
        "argocd.argoproj.io/sync-wave": String(PROJECT_WAVE),
        ...(props.keep && { "argocd.argoproj.io/sync-options": "Prune=false" }),
      },
      finalizers: ["resources-finalizer.argocd.argoproj.io"],
    },
    spec: {
      description: props.description,
      sourceRepos: props.repositories,
      destinations: props.namespaces.map(namespace => ({ server: IN_CLUSTER, namespace })),
      clusterResourceWhitelist: props.clusterKinds,
      namespaceResourceWhitelist: props.namespacedKinds,
    },
  };
}
