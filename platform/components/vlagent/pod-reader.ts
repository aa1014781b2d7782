import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding, ServiceAccount } from "../../kubernetes.ts";

export interface PodReaderProps {
  /** Name of the service account, and of its role. */
  readonly account: string;
  readonly namespace: string;
}

/**
 * The right to ask which pods run on a node: a log file's name says no more than the container's number.
 *
 * @see https://docs.victoriametrics.com/victorialogs/vlagent/#deploy-on-kubernetes-without-helm
 */
export class PodReader extends Construct {
  constructor(scope: Construct, id: string, { account, namespace }: PodReaderProps) {
    super(scope, id);
    const metadata = { name: account };
    new ServiceAccount(this, "account", { metadata, automountServiceAccountToken: false });
    new ClusterRole(this, "role", {
      metadata,
      rules: [
        { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
        { apiGroups: [""], resources: ["nodes"], verbs: ["get"] },
        { apiGroups: [""], resources: ["namespaces"], verbs: ["list"] },
      ],
    });
    new ClusterRoleBinding(this, "binding", {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: account },
      subjects: [{ kind: "ServiceAccount", name: account, namespace }],
    });
  }
}
