import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding, Role, RoleBinding, ServiceAccount } from "../../kubernetes.ts";
import { argocdLabels } from "./labels.ts";
import { ARGOCD_NAMESPACE } from "./namespace.ts";

/** What may be done to which resources. */
export interface Right {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

export interface RightsProps {
  /** Of the service account, its roles and their bindings. */
  readonly name: string;
  /** In Argo CD's own namespace. */
  readonly own?: readonly Right[];
  /** In the whole cluster. */
  readonly everywhere?: readonly Right[];
}

/** The service account of one program, and what it may do. */
export class Rights extends Construct {
  constructor(scope: Construct, id: string, { name, own, everywhere }: RightsProps) {
    super(scope, id);
    const metadata = { name, labels: argocdLabels(name) };
    const account = { kind: "ServiceAccount", name };
    new ServiceAccount(this, "account", { metadata });
    if (own !== undefined) {
      new Role(this, "role", { metadata, rules: own });
      new RoleBinding(this, "binding", { metadata, roleRef: reference("Role", name), subjects: [account] });
    }
    if (everywhere !== undefined) {
      new ClusterRole(this, "cluster-role", { metadata, rules: everywhere });
      new ClusterRoleBinding(this, "cluster-binding", {
        metadata,
        roleRef: reference("ClusterRole", name),
        subjects: [{ ...account, namespace: ARGOCD_NAMESPACE }],
      });
    }
  }
}

function reference(kind: string, name: string) {
  return { apiGroup: "rbac.authorization.k8s.io", kind, name };
}

/** Rights on kinds of one API group. */
export function may(verbs: readonly string[], group: string, resources: readonly string[]): Right {
  return { apiGroups: [group], resources, verbs };
}

export const READ = ["get", "list", "watch"];

export const WRITE = ["create", "delete", "patch", "update"];
