/**
 * Kinds that rules and dashboards ask about, by API group. Secrets and ConfigMaps are not among them: to count them one
 * must be allowed to read them.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs#exposed-metrics
 */
export const WATCHED: Readonly<Record<string, readonly string[]>> = {
  "": ["namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "resourcequotas"],
  apps: ["daemonsets", "deployments", "replicasets", "statefulsets"],
  batch: ["cronjobs", "jobs"],
};
