type Mapping = Readonly<Record<string, unknown>>;

/** What Kubernetes writes into a field that is absent; undefined if it depends on more than the mapping around it. */
type Default = string | number | boolean | ((owner: Mapping) => unknown);

/**
 * Whether a field says no more than its absence would: nothing at all, or what Kubernetes itself fills in.
 *
 * Holds for built-in kinds only. Of mappings only those that mean nothing when they are empty are listed: an empty
 * selector selects everything, and an empty `emptyDir` is a volume.
 *
 * @param path of the mapping that holds the field, from the kind: `["Service", "spec", "ports"]`, lists count as one
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/apps/v1/defaults.go
 */
export function saysNothing(path: readonly string[], key: string, value: unknown, owner: Mapping): boolean {
  if (value === null || (Array.isArray(value) && value.length === 0)) return true;
  if (typeof value === "object") return EMPTY_MAPPINGS.has(key) && Object.keys(value).length === 0;
  return defaultsAt(path).some(defaults => {
    const usual = defaults[key];
    return usual !== undefined && (typeof usual === "function" ? usual(owner) : usual) === value;
  });
}

const EMPTY_MAPPINGS: ReadonlySet<string> = new Set([
  "affinity",
  "annotations",
  "data",
  "labels",
  "limits",
  "matchLabels",
  "nodeSelector",
  "persistentVolumeClaimRetentionPolicy",
  "requests",
  "resources",
  "rollingUpdate",
  "securityContext",
  "status",
  "strategy",
  "stringData",
  "updateStrategy",
]);

function defaultsAt(path: readonly string[]): Readonly<Record<string, Default>>[] {
  const dotted = `.${path.join(".")}`;
  return Object.entries(DEFAULTS).flatMap(([end, defaults]) => (dotted.endsWith(`.${end}`) ? [defaults] : []));
}

const container: Readonly<Record<string, Default>> = {
  imagePullPolicy: ({ image }) => (/:(?!latest$)[\w.-]+$|@/.test(String(image)) ? "IfNotPresent" : "Always"),
  stdin: false,
  stdinOnce: false,
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  tty: false,
};

const probe: Readonly<Record<string, Default>> = {
  failureThreshold: 3,
  initialDelaySeconds: 0,
  periodSeconds: 10,
  successThreshold: 1,
  timeoutSeconds: 1,
};

const podSpec: Readonly<Record<string, Default>> = {
  dnsPolicy: "ClusterFirst",
  enableServiceLinks: true,
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  restartPolicy: "Always",
  schedulerName: "default-scheduler",
  shareProcessNamespace: false,
  terminationGracePeriodSeconds: 30,
};

const readOnlyFile: Readonly<Record<string, Default>> = { defaultMode: 0o644, optional: false };

/** By the end of the path of the mapping that holds them. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
  ConfigMap: { immutable: false },
  "CronJob.spec": {
    concurrencyPolicy: "Allow",
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  },
  "DaemonSet.spec": { minReadySeconds: 0, revisionHistoryLimit: 10 },
  "DaemonSet.spec.updateStrategy": { type: "RollingUpdate" },
  "DaemonSet.spec.updateStrategy.rollingUpdate": { maxSurge: 0, maxUnavailable: 1 },
  "Deployment.spec": {
    minReadySeconds: 0,
    paused: false,
    progressDeadlineSeconds: 600,
    replicas: 1,
    revisionHistoryLimit: 10,
  },
  "Deployment.spec.strategy": { type: "RollingUpdate" },
  "Deployment.spec.strategy.rollingUpdate": { maxSurge: "25%", maxUnavailable: "25%" },
  "PersistentVolumeClaim.spec": { volumeMode: "Filesystem" },
  "Pod.spec": podSpec,
  Secret: { immutable: false, type: "Opaque" },
  "Service.spec": {
    externalTrafficPolicy: ({ type }) => (type === "LoadBalancer" || type === "NodePort" ? "Cluster" : undefined),
    internalTrafficPolicy: "Cluster",
    ipFamilyPolicy: "SingleStack",
    publishNotReadyAddresses: false,
    sessionAffinity: "None",
    type: "ClusterIP",
  },
  "Service.spec.ports": { protocol: "TCP", targetPort: ({ port }) => port },
  "StatefulSet.spec": {
    minReadySeconds: 0,
    podManagementPolicy: "OrderedReady",
    replicas: 1,
    revisionHistoryLimit: 10,
  },
  "StatefulSet.spec.persistentVolumeClaimRetentionPolicy": { whenDeleted: "Retain", whenScaled: "Retain" },
  "StatefulSet.spec.updateStrategy": { type: "RollingUpdate" },
  "StatefulSet.spec.updateStrategy.rollingUpdate": { partition: 0 },
  containers: container,
  "containers.ports": { protocol: "TCP" },
  "containers.securityContext": { privileged: false, readOnlyRootFilesystem: false },
  emptyDir: { medium: "" },
  fieldRef: { apiVersion: "v1" },
  hostPath: { type: "" },
  httpGet: { path: "/", scheme: "HTTP" },
  initContainers: container,
  "initContainers.ports": { protocol: "TCP" },
  "initContainers.securityContext": { privileged: false, readOnlyRootFilesystem: false },
  livenessProbe: probe,
  "NetworkPolicy.spec.egress.ports": { protocol: "TCP" },
  "NetworkPolicy.spec.ingress.ports": { protocol: "TCP" },
  readinessProbe: probe,
  serviceAccountToken: { expirationSeconds: 3600 },
  startupProbe: probe,
  "template.spec": podSpec,
  "volumeClaimTemplates.spec": { volumeMode: "Filesystem" },
  volumeMounts: { readOnly: false },
  "volumes.configMap": readOnlyFile,
  "volumes.projected": { defaultMode: 0o644 },
  "volumes.secret": readOnlyFile,
};
