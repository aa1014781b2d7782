import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding, ServiceAccount } from "../../kubernetes.ts";
import { TRAEFIK } from "./api.ts";

const WATCH = ["get", "list", "watch"];

/**
 * What Traefik reads of the cluster: routes and what they name, in every namespace. Secrets among them, for those who
 * may pass a route stand in one of its own namespace. It writes nothing but the address of an Ingress.
 *
 * @see https://github.com/traefik/traefik-helm-chart/blob/v41.3.0/traefik/templates/rbac/clusterrole.yaml
 */
export class TraefikPermissions extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { name, namespace } = TRAEFIK;
    new ServiceAccount(this, "account", { metadata: { name }, automountServiceAccountToken: false });
    new ClusterRole(this, "role", {
      metadata: { name },
      rules: [
        { apiGroups: [""], resources: ["configmaps", "nodes", "services"], verbs: WATCH },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
        { apiGroups: [""], resources: ["pods"], verbs: ["get"] },
        { apiGroups: [""], resources: ["secrets"], verbs: WATCH },
        { apiGroups: ["networking.k8s.io"], resources: ["ingressclasses", "ingresses"], verbs: WATCH },
        { apiGroups: ["networking.k8s.io"], resources: ["ingresses/status"], verbs: ["update"] },
        { apiGroups: [""], resources: ["namespaces"], verbs: ["list", "watch"] },
        {
          apiGroups: ["traefik.io"],
          resources: [
            ...["ingressroutes", "ingressroutetcps", "ingressrouteudps", "middlewares", "middlewaretcps"],
            ...["serverstransports", "serverstransporttcps", "tlsoptions", "tlsstores", "traefikservices"],
          ],
          verbs: WATCH,
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
