import { endsIn, type FieldPlace } from "./field-place.ts";

export type Mapping = Readonly<Record<string, unknown>>;

/** What Kubernetes writes into a field that is absent; undefined if it depends on more than the mapping around it. */
export type Default =
  | string
  | number
  | boolean
  | readonly string[]
  | Record<string, never>
  | ((owner: Mapping) => unknown);

/** Fields of a mapping and what each is when it is absent. */
export type Defaults = Readonly<Record<string, Default>>;

/**
 * What Kubernetes stores in a field of a built-in kind that is absent: undefined where that is nothing, or not known
 * from what stands around it. `{}` for a mapping that is there in any case, each field with its own default.
 *
 * @param place of the mapping that holds the field
 * @param owner that mapping, without the field
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/apps/v1/defaults.go and those of the other groups
 */
export function defaultOf(place: FieldPlace, key: string, owner: Mapping): unknown {
  return defaultIn(BY_LAST_FIELD, place, key, owner);
}

/** The same, from another table. */
export function defaultIn(table: DefaultsTable, place: FieldPlace, key: string, owner: Mapping): unknown {
  for (const { end, defaults } of table.get(place.at(-1) ?? "") ?? []) {
    if (!endsIn(place, end) || !Object.hasOwn(defaults, key)) continue;
    const usual = defaults[key];
    return typeof usual === "function" ? usual(owner) : usual;
  }
  return undefined;
}

export type DefaultsTable = ReadonlyMap<
  string,
  readonly { readonly end: readonly string[]; readonly defaults: Defaults }[]
>;

/** @param defaults by the end of the place of the mapping that holds them, with dots */
export function defaultsTable(defaults: Readonly<Record<string, Defaults>>): DefaultsTable {
  const entries = Object.entries(defaults).map(([end, fields]) => ({ end: end.split("."), defaults: fields }));
  return Map.groupBy(entries, ({ end }) => end.at(-1) ?? "");
}

const EMPTY = {};

/** A tag that is `latest`, or no tag and no digest, which is the same. */
function pullPolicy({ image }: Mapping): string | undefined {
  if (typeof image !== "string") return undefined;
  const [, tag, digest] = /^[^@]*?(?::([^/:@]+))?(@.+)?$/.exec(image) ?? [];
  return tag === "latest" || (tag === undefined && digest === undefined) ? "Always" : "IfNotPresent";
}

const rollsByDefault = ({ type }: Mapping) => (type === undefined || type === "RollingUpdate" ? EMPTY : undefined);

const container: Defaults = {
  imagePullPolicy: pullPolicy,
  resources: EMPTY,
  stdin: false,
  stdinOnce: false,
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  tty: false,
};

const probe: Defaults = {
  failureThreshold: 3,
  initialDelaySeconds: 0,
  periodSeconds: 10,
  successThreshold: 1,
  timeoutSeconds: 1,
};

const podSpec: Defaults = {
  dnsPolicy: "ClusterFirst",
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  restartPolicy: "Always",
  schedulerName: "default-scheduler",
  securityContext: EMPTY,
  terminationGracePeriodSeconds: 30,
};

const webhook: Defaults = {
  failurePolicy: "Fail",
  matchPolicy: "Equivalent",
  namespaceSelector: EMPTY,
  objectSelector: EMPTY,
  timeoutSeconds: 10,
};

const port: Defaults = { protocol: "TCP" };
const files: Defaults = { defaultMode: 0o644 };
const RBAC = "rbac.authorization.k8s.io";
const roleRef: Defaults = { apiGroup: RBAC };
const subject: Defaults = { apiGroup: ({ kind }) => (kind === "User" || kind === "Group" ? RBAC : "") };

const BY_LAST_FIELD = defaultsTable({
  "APIService.spec.service": { port: 443 },
  "CSIDriver.spec": {
    attachRequired: true,
    fsGroupPolicy: "ReadWriteOnceWithFSType",
    podInfoOnMount: false,
    requiresRepublish: false,
    storageCapacity: false,
    volumeLifecycleModes: ["Persistent"],
  },
  "ClusterRoleBinding.roleRef": roleRef,
  "ClusterRoleBinding.subjects": subject,
  "CronJob.spec": {
    concurrencyPolicy: "Allow",
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  },
  "DaemonSet.spec": { minReadySeconds: 0, revisionHistoryLimit: 10, updateStrategy: EMPTY },
  "DaemonSet.spec.updateStrategy": { rollingUpdate: rollsByDefault, type: "RollingUpdate" },
  "DaemonSet.spec.updateStrategy.rollingUpdate": { maxSurge: 0, maxUnavailable: 1 },
  "Deployment.spec": {
    minReadySeconds: 0,
    paused: false,
    progressDeadlineSeconds: 600,
    replicas: 1,
    revisionHistoryLimit: 10,
    strategy: EMPTY,
  },
  "Deployment.spec.strategy": { rollingUpdate: rollsByDefault, type: "RollingUpdate" },
  "Deployment.spec.strategy.rollingUpdate": { maxSurge: "25%", maxUnavailable: "25%" },
  "EndpointSlice.ports": { name: "", protocol: "TCP" },
  "HorizontalPodAutoscaler.spec": { minReplicas: 1 },
  "Job.spec": { backoffLimit: 6, completionMode: "NonIndexed", suspend: false },
  "MutatingWebhookConfiguration.webhooks": { ...webhook, reinvocationPolicy: "Never" },
  "MutatingWebhookConfiguration.webhooks.clientConfig.service": { port: 443 },
  "MutatingWebhookConfiguration.webhooks.rules": { scope: "*" },
  "NetworkPolicy.spec": {
    policyTypes: ({ egress }) => (Array.isArray(egress) && egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"]),
  },
  "NetworkPolicy.spec.egress.ports": port,
  "NetworkPolicy.spec.ingress.ports": port,
  "PersistentVolume.spec": { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" },
  "PersistentVolumeClaim.spec": { volumeMode: "Filesystem" },
  "Pod.spec": { ...podSpec, enableServiceLinks: true },
  PriorityClass: { globalDefault: false, preemptionPolicy: "PreemptLowerPriority", value: 0 },
  "ReplicaSet.spec": { minReadySeconds: 0, replicas: 1 },
  "RoleBinding.roleRef": roleRef,
  "RoleBinding.subjects": subject,
  Secret: { type: "Opaque" },
  "Service.spec": {
    allocateLoadBalancerNodePorts: ({ type }) => (type === "LoadBalancer" ? true : undefined),
    externalTrafficPolicy: ({ type }) => (type === "LoadBalancer" || type === "NodePort" ? "Cluster" : undefined),
    internalTrafficPolicy: ({ type }) => (type === "ExternalName" ? undefined : "Cluster"),
    publishNotReadyAddresses: false,
    sessionAffinity: "None",
    type: "ClusterIP",
  },
  "Service.spec.ports": { protocol: "TCP", targetPort: ({ port }) => port },
  "StatefulSet.spec": {
    minReadySeconds: 0,
    persistentVolumeClaimRetentionPolicy: EMPTY,
    podManagementPolicy: "OrderedReady",
    replicas: 1,
    revisionHistoryLimit: 10,
    serviceName: "",
    updateStrategy: EMPTY,
  },
  "StatefulSet.spec.persistentVolumeClaimRetentionPolicy": { whenDeleted: "Retain", whenScaled: "Retain" },
  "StatefulSet.spec.updateStrategy": { rollingUpdate: rollsByDefault, type: "RollingUpdate" },
  "StatefulSet.spec.updateStrategy.rollingUpdate": { partition: 0 },
  StorageClass: { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" },
  "ValidatingAdmissionPolicy.spec": { failurePolicy: "Fail" },
  "ValidatingWebhookConfiguration.webhooks": webhook,
  "ValidatingWebhookConfiguration.webhooks.clientConfig.service": { port: 443 },
  "ValidatingWebhookConfiguration.webhooks.rules": { scope: "*" },
  containers: container,
  "containers.env": { value: ({ valueFrom }) => (valueFrom === undefined ? "" : undefined) },
  "containers.ports": port,
  emptyDir: { medium: "" },
  fieldRef: { apiVersion: "v1" },
  hostPath: { type: "" },
  httpGet: { path: "/", scheme: "HTTP" },
  initContainers: container,
  "initContainers.env": { value: ({ valueFrom }) => (valueFrom === undefined ? "" : undefined) },
  "initContainers.ports": port,
  livenessProbe: probe,
  readinessProbe: probe,
  serviceAccountToken: { expirationSeconds: 3600 },
  startupProbe: probe,
  "template.spec": podSpec,
  "volumeClaimTemplates.spec": { volumeMode: "Filesystem" },
  volumeMounts: { readOnly: false },
  "volumes.configMap": files,
  "volumes.downwardAPI": files,
  "volumes.projected": files,
  "volumes.secret": files,
});
