import { isDeepStrictEqual } from "node:util";
import { groupKind } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { memoryBytes } from "../../platform/quantity.ts";

/**
 * Fields of an object that the change touches although Kubernetes refuses to change them: applying `after` over
 * `before` fails, and only deleting and creating the object gets there. Kinds that are not in the table have none.
 *
 * A field that is left out counts as its default where the default is fixed (`reclaimPolicy: Delete`), so writing the
 * default down is no change. Whether a Job is suspended, a volume class allows growing or a CRD is established is not
 * known from git: the answer is then the stricter one.
 *
 * @returns paths in the order of the table, such as `["spec.selector"]`; empty if nothing stands in the way
 */
export function immutableFields(before: KubeObject, after: KubeObject): string[] {
  return (TABLE.get(groupKind(after)) ?? []).flatMap(rule => rule(before, after));
}

/** Paths that this change touches and may not. */
type Rule = (before: KubeObject, after: KubeObject) => string[];

const SELECTOR = [fixed("spec.selector")];
const ROLE_REF = [fixed("roleRef")];

/** Below https://github.com/kubernetes/kubernetes/blob/master/pkg/: the validation of updates, per kind. */
const TABLE: ReadonlyMap<string, readonly Rule[]> = new Map(
  Object.entries<readonly Rule[]>({
    // registry/apps/{deployment,daemonset,replicaset}/strategy.go ValidateUpdate
    "apps/Deployment": SELECTOR,
    "apps/DaemonSet": SELECTOR,
    "apps/ReplicaSet": SELECTOR,
    // apis/apps/validation/validation.go ValidateStatefulSetUpdate, ValidateControllerRevisionUpdate
    "apps/StatefulSet": [
      allBut(
        "spec",
        [
          "minReadySeconds",
          "ordinals",
          "persistentVolumeClaimRetentionPolicy",
          "replicas",
          "revisionHistoryLimit",
          "template",
          "updateStrategy",
        ],
        { podManagementPolicy: "OrderedReady", serviceName: "" },
      ),
    ],
    "apps/ControllerRevision": [fixed("data")],
    // apis/batch/validation/validation.go ValidateJobSpecUpdate
    "batch/Job": [
      unless(isElastic, fixed("spec.completions")),
      fixed("spec.selector"),
      fixed("spec.template"),
      fixed("spec.completionMode", "NonIndexed"),
      fixed("spec.podFailurePolicy"),
      fixed("spec.backoffLimitPerIndex"),
      fixed("spec.managedBy"),
      fixed("spec.successPolicy"),
    ],
    // apis/core/validation/validation.go Validate{PersistentVolumeClaim,PersistentVolume,Secret,ConfigMap,Service}Update
    PersistentVolumeClaim: [
      allBut("spec", ["resources", "volumeAttributesClassName", "volumeName"], { volumeMode: "Filesystem" }),
      onceSet("spec.volumeName"),
      claimResources,
    ],
    PersistentVolume: [
      allBut(
        "spec",
        [
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeAttributesClassName",
        ],
        { volumeMode: "Filesystem" },
      ),
      onceSet("spec.nodeAffinity"),
    ],
    Secret: [fixed("type", "Opaque"), whereSealed("data"), whereSealed("stringData"), whereSealed("immutable")],
    ConfigMap: [whereSealed("data"), whereSealed("binaryData"), whereSealed("immutable")],
    Service: [unless(isExternalName, newValue("spec.clusterIP")), unless(isExternalName, newValue("spec.clusterIPs"))],
    // apis/storage/validation/validation.go Validate{StorageClass,CSIDriver}Update
    "storage.k8s.io/StorageClass": [
      fixed("provisioner"),
      fixed("parameters"),
      fixed("reclaimPolicy", "Delete"),
      fixed("volumeBindingMode", "Immediate"),
    ],
    "storage.k8s.io/CSIDriver": [
      fixed("spec.attachRequired", true),
      fixed("spec.volumeLifecycleModes", ["Persistent"]),
    ],
    // apis/rbac/validation/validation.go Validate{RoleBinding,ClusterRoleBinding}Update
    "rbac.authorization.k8s.io/RoleBinding": ROLE_REF,
    "rbac.authorization.k8s.io/ClusterRoleBinding": ROLE_REF,
    // apis/networking/validation/validation.go ValidateIngressClassUpdate
    "networking.k8s.io/IngressClass": [fixed("spec.controller")],
    // apis/scheduling/validation/validation.go ValidatePriorityClassUpdate
    "scheduling.k8s.io/PriorityClass": [fixed("value", 0), fixed("preemptionPolicy", "PreemptLowerPriority")],
    // apis/node/validation/validation.go ValidateRuntimeClassUpdate
    "node.k8s.io/RuntimeClass": [fixed("handler")],
    // apis/discovery/validation/validation.go ValidateEndpointSliceUpdate
    "discovery.k8s.io/EndpointSlice": [fixed("addressType")],
    // staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
    "apiextensions.k8s.io/CustomResourceDefinition": [
      fixed("spec.group"),
      fixed("spec.scope"),
      fixed("spec.names.kind"),
      fixed("spec.names.plural"),
    ],
  }),
);

/** The field keeps its value; absent counts as `standard`. */
function fixed(path: string, standard?: unknown): Rule {
  return (before, after) =>
    isDeepStrictEqual(at(before, path) ?? standard, at(after, path) ?? standard) ? [] : [path];
}

/** Every field below `path` keeps its value, but for these. */
function allBut(path: string, free: readonly string[], standards: Readonly<Record<string, unknown>>): Rule {
  return (before, after) =>
    [...new Set([...keysAt(before, path), ...keysAt(after, path)])]
      .filter(key => !free.includes(key))
      .sort()
      .flatMap(key => fixed(`${path}.${key}`, standards[key])(before, after));
}

/** The field may be set where it was not, and then keeps its value. */
function onceSet(path: string): Rule {
  return unless(before => at(before, path) === undefined, fixed(path));
}

/** Leaving the field out keeps what the cluster has; another value is refused. */
function newValue(path: string): Rule {
  return unless((_, after) => at(after, path) === undefined, fixed(path));
}

function unless(isFree: (before: KubeObject, after: KubeObject) => boolean, rule: Rule): Rule {
  return (before, after) => (isFree(before, after) ? [] : rule(before, after));
}

/** Secrets and ConfigMaps with `immutable: true`. */
function whereSealed(path: string): Rule {
  return unless(before => before.immutable !== true, fixed(path));
}

/** Completions of an indexed Job may follow its parallelism. */
function isElastic(_: KubeObject, after: KubeObject): boolean {
  return (
    at(after, "spec.completionMode") === "Indexed" && at(after, "spec.completions") === at(after, "spec.parallelism")
  );
}

/** A Service that is, or was, a mere name has no address to keep. */
function isExternalName(before: KubeObject, after: KubeObject): boolean {
  return [before, after].some(service => at(service, "spec.type") === "ExternalName");
}

/** A claim may grow, and nothing else of its resources may change. */
function claimResources(before: KubeObject, after: KubeObject): string[] {
  const size = "spec.resources.requests.storage";
  const [old, wanted] = [memoryBytes(String(at(before, size))), memoryBytes(String(at(after, size)))];
  const grows = old !== undefined && wanted !== undefined && wanted >= old;
  return [...(grows ? [] : fixed(size)(before, after)), ...fixed("spec.resources.limits")(before, after)];
}

function keysAt(object: KubeObject, path: string): string[] {
  const value = at(object, path);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function at(object: KubeObject, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Record<string, unknown>)[key];
  }, object);
}
