import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding } from "../../kubernetes.ts";
import type { Tool } from "../../tool.ts";
import { WATCHED } from "./watched.ts";

/** The right to see the kinds that it measures, in every namespace, and nothing else. */
export class KubeStateRights extends Construct {
  constructor(scope: Construct, id: string, { name, namespace }: Tool) {
    super(scope, id);
    new ClusterRole(this, "role", {
      metadata: { name },
      rules: Object.entries(WATCHED).map(([group, resources]) => ({
        apiGroups: [group],
        resources,
        verbs: ["list", "watch"],
      })),
    });
    new ClusterRoleBinding(this, "binding", {
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    });
  }
}
