/** A kind as an AppProject names it; group `""` is the core group. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
  /** Only the object of this name; for kinds of the cluster. */
  readonly name?: string;
}

/** What an Application is, as far as its project and its deletion are concerned. */
export type UnitClass = "platform" | "tool" | "app" | "crds";

/**
 * Kinds that the projects of each class may contain. The lists are fixed, never narrowed to what is rendered today:
 * Argo CD stops seeing live objects of a kind that their project no longer permits, and so orphans them in silence.
 */
export const KINDS: Readonly<
  Record<UnitClass, { readonly cluster: readonly GroupKind[]; readonly namespaced: readonly GroupKind[] }>
> = {
  crds: { cluster: [{ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" }], namespaced: [] },
  app: { cluster: [{ group: "", kind: "Namespace" }], namespaced: namespacedKinds() },
  tool: {
    cluster: [
      { group: "", kind: "Namespace" },
      { group: "rbac.authorization.k8s.io", kind: "ClusterRole" },
      { group: "rbac.authorization.k8s.io", kind: "ClusterRoleBinding" },
    ],
    namespaced: [
      ...namespacedKinds(),
      ...kinds("argocd-image-updater.argoproj.io", ["ImageUpdater"]),
      { group: "rbac.authorization.k8s.io", kind: "Role" },
      { group: "rbac.authorization.k8s.io", kind: "RoleBinding" },
      { group: "apps", kind: "DaemonSet" },
    ],
  },
  platform: { cluster: [{ group: "*", kind: "*" }], namespaced: [{ group: "*", kind: "*" }] },
};

/**
 * What an app may bring into its own namespace: nothing that grants rights, nothing on every node. The last line is what
 * Kubernetes makes of it: without those, Argo CD shows neither pods nor their logs (argoproj/argo-cd#28564).
 */
function namespacedKinds(): GroupKind[] {
  return [
    ...kinds("", ["ConfigMap", "LimitRange", "PersistentVolumeClaim", "ResourceQuota", "Service", "ServiceAccount"]),
    ...kinds("apps", ["Deployment", "StatefulSet"]),
    ...kinds("autoscaling", ["HorizontalPodAutoscaler"]),
    ...kinds("batch", ["CronJob", "Job"]),
    ...kinds("networking.k8s.io", ["Ingress", "NetworkPolicy"]),
    ...kinds("policy", ["PodDisruptionBudget"]),
    ...kinds("secrets.hashicorp.com", ["VaultAuth", "VaultDynamicSecret", "VaultStaticSecret"]),
    ...kinds("traefik.io", ["IngressRoute", "Middleware", "ServersTransport", "TraefikService"]),
    ...[
      ...kinds("", ["Pod"]),
      ...kinds("apps", ["ControllerRevision", "ReplicaSet"]),
      ...kinds("discovery.k8s.io", ["EndpointSlice"]),
    ],
  ];
}

function kinds(group: string, names: readonly string[]): GroupKind[] {
  return names.map(kind => ({ group, kind }));
}
