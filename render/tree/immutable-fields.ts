import { isDeepStrictEqual } from "node:util";
import { groupKind } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { memoryBytes } from "../../platform/quantity.ts";
import { below } from "./field-changes.ts";
import { objectDifferences } from "./object-differences.ts";

/**
 * Fields of an object that the change touches although Kubernetes refuses to change them: applying `after` over
 * `before` fails, and only deleting and creating the object gets there. Kinds that are not in the table have none.
 *
 * What means the same is no change: a quantity in other words, a default written down. Whether a Job is suspended, a
 * volume class allows growing or a CRD is established is not known from git: the answer is then the stricter one.
 *
 * @returns paths in the order of the table, such as `["spec.selector"]`; empty if nothing stands in the way
 */
export function immutableFields(before: KubeObject, after: KubeObject): string[] {
  const rules = TABLE.get(groupKind(after));
  if (rules === undefined) return [];
  const { fields, reordered } = objectDifferences(before, after);
  const touched = [...fields.filter(({ effect }) => effect !== "none").map(({ path }) => path), ...reordered];
  return rules.flatMap(rule => rule({ before, after, touched }));
}

interface Update {
  readonly before: KubeObject;
  readonly after: KubeObject;
  /** Paths of all that changes. */
  readonly touched: readonly string[];
}

/** Paths that this change touches and may not. */
type Rule = (update: Update) => string[];

const SELECTOR = [fixed("spec.selector")];
const ROLE_REF = [fixed("roleRef")];

/** Below https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/: the validation of updates, per kind. */
const TABLE: ReadonlyMap<string, readonly Rule[]> = new Map(
  Object.entries<readonly Rule[]>({
    // registry/apps/{deployment,daemonset,replicaset}/strategy.go ValidateUpdate
    "apps/Deployment": SELECTOR,
    "apps/DaemonSet": SELECTOR,
    "apps/ReplicaSet": SELECTOR,
    // apis/apps/validation/validation.go ValidateStatefulSetUpdate, ValidateControllerRevisionUpdate
    "apps/StatefulSet": [
      allBut("spec", [
        "minReadySeconds",
        "ordinals",
        "persistentVolumeClaimRetentionPolicy",
        "replicas",
        "revisionHistoryLimit",
        "template",
        "updateStrategy",
      ]),
    ],
    "apps/ControllerRevision": [fixed("data")],
    // apis/batch/validation/validation.go ValidateJobSpecUpdate
    "batch/Job": [
      unless(isElastic, fixed("spec.completions")),
      fixed("spec.selector"),
      fixed("spec.template"),
      fixed("spec.completionMode"),
      fixed("spec.podFailurePolicy"),
      fixed("spec.backoffLimitPerIndex"),
      fixed("spec.managedBy"),
      fixed("spec.successPolicy"),
    ],
    // apis/core/validation/validation.go Validate{Pod,PersistentVolumeClaim,PersistentVolume,Secret,ConfigMap}Update
    Pod: [
      allBut("spec", ["activeDeadlineSeconds", "containers", "initContainers", "serviceAccountName", "tolerations"]),
      newValue("spec.serviceAccountName"),
      onlyImages,
    ],
    PersistentVolumeClaim: [
      allBut("spec", ["resources", "volumeAttributesClassName", "volumeName"]),
      onceSet("spec.volumeName"),
      claimResources,
    ],
    PersistentVolume: [
      allBut("spec", [
        "accessModes",
        "capacity",
        "claimRef",
        "mountOptions",
        "nodeAffinity",
        "persistentVolumeReclaimPolicy",
        "storageClassName",
        "volumeAttributesClassName",
      ]),
      onceSet("spec.nodeAffinity"),
    ],
    Secret: [fixed("type"), whereSealed("data"), whereSealed("stringData"), whereSealed("immutable")],
    ConfigMap: [whereSealed("data"), whereSealed("binaryData"), whereSealed("immutable")],
    // apis/core/validation/validation.go ValidateServiceUpdate, ValidateResourceQuotaUpdate
    Service: [
      unless(isExternalName, newValue("spec.clusterIP")),
      unless(isExternalName, newValue("spec.clusterIPs")),
      unless(isExternalName, firstFamily),
      unless(isNoLoadBalancer, fixed("spec.loadBalancerClass")),
      unless(isNoLoadBalancer, newValue("spec.healthCheckNodePort")),
    ],
    ResourceQuota: [sameScopes],
    // apis/storage/validation/validation.go Validate{StorageClass,CSIDriver,VolumeAttributesClass,…}Update
    "storage.k8s.io/StorageClass": [
      fixed("provisioner"),
      fixed("parameters"),
      fixed("reclaimPolicy"),
      fixed("volumeBindingMode"),
    ],
    "storage.k8s.io/CSIDriver": [fixed("spec.attachRequired"), fixed("spec.volumeLifecycleModes")],
    "storage.k8s.io/CSIStorageCapacity": [fixed("nodeTopology"), fixed("storageClassName")],
    "storage.k8s.io/VolumeAttachment": [fixed("spec")],
    "storage.k8s.io/VolumeAttributesClass": [fixed("driverName"), fixed("parameters")],
    // apis/rbac/validation/validation.go Validate{RoleBinding,ClusterRoleBinding}Update
    "rbac.authorization.k8s.io/RoleBinding": ROLE_REF,
    "rbac.authorization.k8s.io/ClusterRoleBinding": ROLE_REF,
    // apis/networking/validation/validation.go Validate{IngressClass,IPAddress}Update
    "networking.k8s.io/IngressClass": [fixed("spec.controller")],
    "networking.k8s.io/IPAddress": [fixed("spec.parentRef")],
    // apis/scheduling/validation/validation.go ValidatePriorityClassUpdate
    "scheduling.k8s.io/PriorityClass": [fixed("value"), fixed("preemptionPolicy")],
    // apis/node/validation/validation.go ValidateRuntimeClassUpdate
    "node.k8s.io/RuntimeClass": [fixed("handler")],
    // apis/discovery/validation/validation.go ValidateEndpointSliceUpdate
    "discovery.k8s.io/EndpointSlice": [fixed("addressType")],
    // apis/resource/validation/validation.go ValidateResourceClaimUpdate, ValidateResourceClaimTemplateUpdate
    "resource.k8s.io/ResourceClaim": [fixed("spec")],
    "resource.k8s.io/ResourceClaimTemplate": [fixed("spec")],
    // registry/certificates/certificates/strategy.go PrepareForUpdate: the spec stays, and nobody is told
    // staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
    "apiextensions.k8s.io/CustomResourceDefinition": [
      fixed("spec.group"),
      fixed("spec.scope"),
      fixed("spec.names.kind"),
      fixed("spec.names.plural"),
    ],
    // Rules in the CRDs of https://github.com/kubernetes-csi/external-snapshotter/blob/v8.2.0/client/config/crd/
    "snapshot.storage.k8s.io/VolumeSnapshot": [
      onceSet("spec.source.persistentVolumeClaimName"),
      onceSet("spec.source.volumeSnapshotContentName"),
    ],
    "snapshot.storage.k8s.io/VolumeSnapshotContent": [fixed("spec.source"), onceSet("spec.sourceVolumeMode")],
    // https://github.com/cert-manager/cert-manager/blob/v1.19.0/internal/apis/certmanager/validation/certificaterequest.go
    "cert-manager.io/CertificateRequest": [fixed("spec")],
  }),
);

/** The field keeps its value. */
function fixed(path: string): Rule {
  return ({ touched }) => (touched.some(other => isWithin(other, path) || isWithin(path, other)) ? [path] : []);
}

function isWithin(path: string, whole: string): boolean {
  return path.startsWith(whole) && (path.length === whole.length || ".[".includes(path[whole.length] ?? ""));
}

/** Every field below `path` keeps its value, but for these. */
function allBut(path: string, free: readonly string[]): Rule {
  return update =>
    [...new Set([...keysAt(update.before, path), ...keysAt(update.after, path)])]
      .filter(key => !free.includes(key))
      .sort()
      .flatMap(key => fixed(below(path, key))(update));
}

/** The field may be set where it was not, and then keeps its value. */
function onceSet(path: string): Rule {
  return unless(({ before }) => at(before, path) === undefined, fixed(path));
}

/** Leaving the field out keeps what the cluster has; another value is refused. */
function newValue(path: string): Rule {
  return unless(({ after }) => at(after, path) === undefined, fixed(path));
}

function unless(isFree: (update: Update) => boolean, rule: Rule): Rule {
  return update => (isFree(update) ? [] : rule(update));
}

/** Secrets and ConfigMaps with `immutable: true`. */
function whereSealed(path: string): Rule {
  return unless(({ before }) => before.immutable !== true, fixed(path));
}

/** Of the containers of a Pod, which are as many as they were, only images may change. */
function onlyImages({ touched }: Update): string[] {
  const isFree = (path: string) => /^spec\.(c|initC)ontainers\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]\.image$/.test(path);
  const others = touched.filter(path => /^spec\.(c|initC)ontainers\b/.test(path) && !isFree(path));
  return [...new Set(others.map(path => path.slice(0, path.indexOf("[") + 1 || undefined).replace("[", "")))];
}

/** Completions of an indexed Job may follow its parallelism. */
function isElastic({ after }: Update): boolean {
  return (
    at(after, "spec.completionMode") === "Indexed" && at(after, "spec.completions") === at(after, "spec.parallelism")
  );
}

/** A Service that is, or was, a mere name has no address to keep. */
function isExternalName({ before, after }: Update): boolean {
  return [before, after].some(service => at(service, "spec.type") === "ExternalName");
}

/** A Service may become one of this type, and cease to be one, with any class. */
function isNoLoadBalancer({ before, after }: Update): boolean {
  return [before, after].some(service => at(service, "spec.type") !== "LoadBalancer");
}

/** The second family of addresses may come and go, the first stays. */
function firstFamily({ before, after }: Update): string[] {
  const [old, fresh] = [at(before, "spec.ipFamilies.0"), at(after, "spec.ipFamilies.0")];
  return old === undefined || fresh === undefined || old === fresh ? [] : ["spec.ipFamilies"];
}

/** Scopes are a set. */
function sameScopes({ before, after }: Update): string[] {
  const scopes = (object: KubeObject) => Object.values(Object(at(object, "spec.scopes"))).sort();
  return isDeepStrictEqual(scopes(before), scopes(after)) ? [] : ["spec.scopes"];
}

/** A claim may grow, and nothing else of its resources may change. */
function claimResources(update: Update): string[] {
  const size = "spec.resources.requests.storage";
  const [old, wanted] = [update.before, update.after].map(claim => memoryBytes(String(at(claim, size))));
  const grows = old !== undefined && wanted !== undefined && wanted >= old;
  const others = update.touched.filter(path => isWithin(path, "spec.resources") && !isWithin(size, path));
  return [...(grows ? [] : fixed(size)(update)), ...others];
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
