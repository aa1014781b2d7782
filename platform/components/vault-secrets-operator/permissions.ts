import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding, ServiceAccount } from "../../kubernetes.ts";

const KINDS = [
  ...["csisecrets", "hcpauths", "hcpvaultsecretsapps", "secrettransformations", "vaultauthglobals"],
  ...["vaultauths", "vaultconnections", "vaultdynamicsecrets", "vaultpkisecrets", "vaultstaticsecrets"],
];

export interface PermissionsProps {
  readonly name: string;
  readonly namespace: string;
}

/**
 * What the operator may do in every namespace: write Secrets, speak for service accounts, restart whoever reads a Secret.
 *
 * It watches every kind that it knows, used or not, so it may read them all.
 */
export class Permissions extends Construct {
  constructor(scope: Construct, id: string, { name, namespace }: PermissionsProps) {
    super(scope, id);
    new ServiceAccount(this, "account", { metadata: { name } });
    new ClusterRole(this, "role", {
      metadata: { name },
      rules: [
        { apiGroups: [""], resources: ["configmaps", "serviceaccounts"], verbs: ["get", "list", "watch"] },
        { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
        {
          apiGroups: [""],
          resources: ["secrets"],
          verbs: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
        },
        { apiGroups: [""], resources: ["serviceaccounts/token"], verbs: ["create", "get", "list", "watch"] },
        {
          apiGroups: ["apps"],
          resources: ["daemonsets", "deployments", "statefulsets"],
          verbs: ["get", "list", "patch", "watch"],
        },
        {
          apiGroups: ["secrets.hashicorp.com"],
          resources: KINDS,
          verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
        },
        {
          apiGroups: ["secrets.hashicorp.com"],
          resources: KINDS.map(kind => `${kind}/finalizers`),
          verbs: ["update"],
        },
        {
          apiGroups: ["secrets.hashicorp.com"],
          resources: KINDS.map(kind => `${kind}/status`),
          verbs: ["get", "patch", "update"],
        },
      ],
    });
    new ClusterRoleBinding(this, "binding", {
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    });
  }
}
