/**
 * Which part of an object Kubernetes refuses to change, for what is in the tree: learnt from its documentation, and from
 * the real API server, which judges the same mutations.
 *
 * @param fields names of fields down to the one that changes, without lists
 * @returns the part, such as `spec.selector`; undefined for what may change
 */
export function frozenPart(kind: string, fields: readonly string[]): string | undefined {
  const [first = "", second = "", ...deeper] = fields;
  switch (kind) {
    case "Deployment":
    case "DaemonSet":
      return second === "selector" ? "spec.selector" : undefined;
    case "StatefulSet":
      return first === "spec" && !STATEFUL_SET.has(second) ? `spec.${second}` : undefined;
    case "PersistentVolumeClaim":
      if (first !== "spec") return undefined;
      return second === "resources" ? `spec.resources.${deeper.join(".")}` : `spec.${second}`;
    case "StorageClass":
      return ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"].find(field => field === first);
    case "RoleBinding":
    case "ClusterRoleBinding":
      return first === "roleRef" ? first : undefined;
    case "IngressClass":
      return second === "controller" ? "spec.controller" : undefined;
    case "PriorityClass":
      return ["value", "preemptionPolicy"].find(field => field === first);
    case "Service":
      return second.startsWith("clusterIP") ? `spec.${second}` : undefined;
    default:
      return undefined;
  }
}

const STATEFUL_SET: ReadonlySet<string> = new Set([
  "minReadySeconds",
  "ordinals",
  "persistentVolumeClaimRetentionPolicy",
  "replicas",
  "revisionHistoryLimit",
  "template",
  "updateStrategy",
]);
