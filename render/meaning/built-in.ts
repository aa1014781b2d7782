import type { Typed } from "../../platform/cluster-scoped.ts";

/**
 * Whether Kubernetes itself knows the fields of such an object. It fills in what is absent there, and rewrites numbers;
 * what a custom resource holds, it keeps as it is. A CustomResourceDefinition describes others, and does not count.
 */
export function isBuiltIn({ apiVersion }: Typed): boolean {
  const slash = apiVersion.indexOf("/");
  return slash === -1 || GROUPS.has(apiVersion.slice(0, slash));
}

/** A group that ends in `k8s.io` may be that of a custom resource: `snapshot.storage.k8s.io` is. */
const GROUPS: ReadonlySet<string> = new Set([
  "admissionregistration.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);
