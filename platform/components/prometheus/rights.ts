import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding } from "../../kubernetes.ts";
import type { Tool } from "../../tool.ts";

/** The right to find pods and nodes, and to read what kubelets and the API server measure. */
export class PrometheusRights extends Construct {
  constructor(scope: Construct, id: string, { name, namespace }: Pick<Tool, "name" | "namespace">) {
    super(scope, id);
    new ClusterRole(this, "role", {
      metadata: { name },
      rules: [
        { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["get", "list", "watch"] },
        { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
        { nonResourceURLs: ["/metrics"], verbs: ["get"] },
      ],
    });
    new ClusterRoleBinding(this, "binding", {
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    });
  }
}
