import type { Json, Spot } from "./spots.ts";

/** A field whose absence Kubernetes fills in, for objects of the tree: fields down to its owner, its name and the value. */
export interface Defaulted {
  /** End of the fields down to the mapping that holds it, from the kind. */
  readonly below: string;
  readonly key: string;
  readonly value: Json;
}

const POD = ["Deployment.spec.template.spec", "DaemonSet.spec.template.spec", "StatefulSet.spec.template.spec"];
const CONTAINERS = POD.flatMap(pod => [`${pod}.containers`, `${pod}.initContainers`]);
const PROBES = POD.flatMap(pod => ["livenessProbe", "readinessProbe"].map(probe => `${pod}.containers.${probe}`));

const each = (places: readonly string[], key: string, value: Json): Defaulted[] =>
  places.map(below => ({ below, key, value }));

/** Learnt from the documentation of the API, and from the real API server, which judges the same mutations. */
export const DEFAULTED: readonly Defaulted[] = [
  ...each(POD, "dnsPolicy", "ClusterFirst"),
  ...each(POD, "hostNetwork", false),
  ...each(POD, "restartPolicy", "Always"),
  ...each(POD, "schedulerName", "default-scheduler"),
  ...each(POD, "terminationGracePeriodSeconds", 30),
  ...each(CONTAINERS, "terminationMessagePath", "/dev/termination-log"),
  ...each(CONTAINERS, "terminationMessagePolicy", "File"),
  ...each(CONTAINERS, "tty", false),
  ...each(CONTAINERS, "stdin", false),
  ...each(
    CONTAINERS.map(list => `${list}.ports`),
    "protocol",
    "TCP",
  ),
  ...each(
    POD.map(pod => `${pod}.volumes.configMap`),
    "defaultMode",
    420,
  ),
  ...each(
    POD.map(pod => `${pod}.volumes.secret`),
    "defaultMode",
    420,
  ),
  ...each(
    POD.map(pod => `${pod}.volumes.emptyDir`),
    "medium",
    "",
  ),
  ...each(
    POD.map(pod => `${pod}.volumes.hostPath`),
    "type",
    "",
  ),
  ...each(
    CONTAINERS.map(list => `${list}.volumeMounts`),
    "readOnly",
    false,
  ),
  ...each(
    CONTAINERS.map(list => `${list}.env.valueFrom.fieldRef`),
    "apiVersion",
    "v1",
  ),
  ...each(PROBES, "failureThreshold", 3),
  ...each(PROBES, "periodSeconds", 10),
  ...each(PROBES, "successThreshold", 1),
  ...each(PROBES, "timeoutSeconds", 1),
  ...each(PROBES, "initialDelaySeconds", 0),
  ...each(
    PROBES.map(probe => `${probe}.httpGet`),
    "scheme",
    "HTTP",
  ),
  ...each(["Deployment.spec", "StatefulSet.spec"], "replicas", 1),
  ...each(["Deployment.spec", "StatefulSet.spec", "DaemonSet.spec"], "revisionHistoryLimit", 10),
  ...each(["Deployment.spec", "StatefulSet.spec", "DaemonSet.spec"], "minReadySeconds", 0),
  ...each(["Deployment.spec"], "progressDeadlineSeconds", 600),
  ...each(["Deployment.spec"], "paused", false),
  ...each(["StatefulSet.spec"], "podManagementPolicy", "OrderedReady"),
  ...each(["DaemonSet.spec", "StatefulSet.spec"], "updateStrategy", { type: "RollingUpdate" }),
  ...each(["Service.spec"], "type", "ClusterIP"),
  ...each(["Service.spec"], "sessionAffinity", "None"),
  ...each(["Service.spec"], "internalTrafficPolicy", "Cluster"),
  ...each(["Service.spec"], "publishNotReadyAddresses", false),
  ...each(["Service.spec.ports"], "protocol", "TCP"),
  ...each(["NetworkPolicy.spec.egress.ports", "NetworkPolicy.spec.ingress.ports"], "protocol", "TCP"),
  ...each(["PersistentVolumeClaim.spec", "StatefulSet.spec.volumeClaimTemplates.spec"], "volumeMode", "Filesystem"),
  ...each(["StorageClass"], "reclaimPolicy", "Delete"),
  ...each(["StorageClass"], "volumeBindingMode", "Immediate"),
  ...each(["PriorityClass"], "preemptionPolicy", "PreemptLowerPriority"),
  ...each(["PriorityClass"], "globalDefault", false),
  ...each(["RoleBinding.roleRef", "ClusterRoleBinding.roleRef"], "apiGroup", "rbac.authorization.k8s.io"),
  ...each(["RoleBinding.subjects", "ClusterRoleBinding.subjects"], "apiGroup", ""),
  ...each(["CronJob.spec"], "concurrencyPolicy", "Allow"),
  ...each(["CronJob.spec"], "suspend", false),
  ...each(["CronJob.spec"], "successfulJobsHistoryLimit", 3),
];

/** Fields that Kubernetes fills in under some condition, or in a way that is not told above. */
const SOMETIMES: ReadonlySet<string> = new Set([
  ...DEFAULTED.map(({ key }) => key),
  ..."apiGroup apiVersion clusterIP imagePullPolicy policyTypes scheme scope targetPort type value".split(" "),
  "renewalPercent", // filled in by the schema of a CRD, which a review does not read
  ..."completionMode backoffLimit failurePolicy matchPolicy maxSurge maxUnavailable partition strategy".split(" "),
]);

/** Whether leaving the field out surely says something else: it is no default, and nothing that is empty. */
export function meansSomething({ owner, key }: Spot): boolean {
  const value = owner[key];
  const isEmpty = value === null || value === "" || value === 0 || value === false;
  return !isEmpty && !(typeof value === "object" && Object.keys(value).length === 0) && !SOMETIMES.has(`${key}`);
}
