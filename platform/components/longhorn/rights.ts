import { Construct } from "constructs";
import { ClusterRole, ClusterRoleBinding, Role, RoleBinding, ServiceAccount } from "../../kubernetes.ts";
import { LONGHORN_LABELS } from "./labels.ts";
import { LONGHORN_NAMESPACE } from "./namespace.ts";

/** Service account of the managers, and of all that they start. */
export const MANAGER_ACCOUNT = "longhorn-service-account";

const READ = ["get", "list", "watch"];
const ALL = ["*"];

/** Longhorn's own kinds; each has a status of its own. */
const KINDS = [
  ...["backingimagedatasources", "backingimagemanagers", "backingimages", "backupbackingimages", "backups"],
  ...["backuptargets", "backupvolumes", "enginefrontends", "engineimages", "engines", "instancemanagers", "nodes"],
  ...["orphans", "recurringjobs", "replicas", "settings", "shardgroups", "shards", "sharemanagers", "snapshots"],
  ...["supportbundles", "systembackups", "systemrestores", "volumeattachments", "volumes"],
];

/**
 * What Longhorn may do: all that is in its own namespace, and in the cluster what volumes need. It may change cluster
 * roles, for a system restore makes them anew.
 */
export class Rights extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const labels = LONGHORN_LABELS;
    const subjects = [{ kind: "ServiceAccount", name: MANAGER_ACCOUNT, namespace: LONGHORN_NAMESPACE }];
    new ServiceAccount(this, "account", { metadata: { name: MANAGER_ACCOUNT, labels } });
    new ClusterRole(this, "cluster-role", { metadata: { name: "longhorn-role", labels }, rules: clusterRules() });
    new ClusterRoleBinding(this, "cluster-binding", {
      metadata: { name: "longhorn-bind", labels },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "longhorn-role" },
      subjects,
    });
    new Role(this, "role", { metadata: { name: "longhorn", labels }, rules: ownNamespaceRules() });
    new RoleBinding(this, "binding", {
      metadata: { name: "longhorn" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "longhorn" },
      subjects,
    });
  }
}

function clusterRules() {
  return [
    rule("apiextensions.k8s.io", ["customresourcedefinitions"], ALL),
    rule("", ["pods"], [...READ, "delete", "deletecollection"]),
    rule("", ["configmaps", "endpoints", "pods/log", "secrets", "serviceaccounts", "services"], READ),
    rule("", ["events", "nodes", "persistentvolumeclaims", "persistentvolumeclaims/status", "persistentvolumes"], ALL),
    rule("", ["namespaces"], ["get", "list"]),
    rule("apps", ["daemonsets", "deployments", "replicasets", "statefulsets"], READ),
    rule("batch", ["cronjobs", "jobs"], READ),
    rule("policy", ["poddisruptionbudgets"], READ),
    rule("scheduling.k8s.io", ["priorityclasses"], ["list", "watch"]),
    rule(
      "storage.k8s.io",
      [
        ...["csidrivers", "csinodes", "csistoragecapacities", "storageclasses", "volumeattachments"],
        ...["volumeattachments/status", "volumeattributesclasses"],
      ],
      ALL,
    ),
    rule(
      "snapshot.storage.k8s.io",
      ["volumesnapshotclasses", "volumesnapshotcontents", "volumesnapshotcontents/status", "volumesnapshots"],
      ALL,
    ),
    rule(
      "longhorn.io",
      KINDS.flatMap(kind => [kind, `${kind}/status`]),
      ALL,
    ),
    rule("coordination.k8s.io", ["leases"], READ),
    rule("metrics.k8s.io", ["nodes", "pods"], ["get", "list"]),
    rule("apiregistration.k8s.io", ["apiservices"], ["list", "watch"]),
    rule(
      "admissionregistration.k8s.io",
      ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
      ["create", "delete", "get", "list", "patch"],
    ),
    rule("rbac.authorization.k8s.io", ["rolebindings", "roles"], READ),
    rule("discovery.k8s.io", ["endpointslices"], READ),
    rule("rbac.authorization.k8s.io", ["clusterrolebindings", "clusterroles"], ALL),
  ];
}

function ownNamespaceRules() {
  return [
    rule(
      "",
      [
        ...["configmaps", "endpoints", "events", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods"],
        ...["pods/log", "secrets", "serviceaccounts", "services"],
      ],
      ALL,
    ),
    rule("apps", ["daemonsets", "deployments", "replicasets", "statefulsets"], ALL),
    rule("batch", ["cronjobs", "jobs"], ALL),
    rule("policy", ["poddisruptionbudgets"], ALL),
    rule("coordination.k8s.io", ["leases"], ALL),
    rule("rbac.authorization.k8s.io", ["rolebindings", "roles"], ALL),
    rule("discovery.k8s.io", ["endpointslices"], ALL),
  ];
}

function rule(group: string, resources: readonly string[], verbs: readonly string[]) {
  return { apiGroups: [group], resources, verbs };
}
