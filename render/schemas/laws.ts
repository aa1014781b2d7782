import type { KubeObject } from "../../platform/kube-object.ts";
import type { Limits, Schema } from "./schema.ts";

/**
 * What the API server refuses though its schema does not say so: choices, ports, schedules, keys. In the form of a
 * schema, and at hand without any download.
 *
 * Names and labels have a rule of their own, `names`.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/validation/validation.go and its siblings below `pkg/apis/`
 */
export function lawOf({ apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): Schema | undefined {
  return LAWS[`${apiVersion} ${kind}`];
}

function fields(properties: Readonly<Record<string, Schema>>, ...required: readonly string[]): Schema {
  return { open: true, properties, ...(required.length > 0 && { required }) };
}

function list(items: Schema): Schema {
  return { items };
}

function oneOf(...choices: readonly string[]): Schema {
  return { limits: { enum: choices } };
}

function limited(limits: Limits): Schema {
  return { limits };
}

const PORT_RANGE = { minimum: 1, maximum: 65_535 } as const;
const PORT = limited(PORT_RANGE);
/** A number, or the name that a container gives its port. */
const PORT_OR_NAME = limited({ ...PORT_RANGE, maxLength: 15, pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" });
const NATURAL = limited({ minimum: 0 });
const NOT_EMPTY: Limits = { minItems: 1 };
const PROTOCOL = oneOf("TCP", "UDP", "SCTP");

const PROBE = fields({
  httpGet: fields({ port: PORT_OR_NAME, scheme: oneOf("HTTP", "HTTPS") }),
  tcpSocket: fields({ port: PORT_OR_NAME }),
  grpc: fields({ port: PORT }),
  initialDelaySeconds: NATURAL,
  timeoutSeconds: NATURAL,
  periodSeconds: NATURAL,
  successThreshold: NATURAL,
  failureThreshold: NATURAL,
});

const CONTAINERS = list(
  fields({
    imagePullPolicy: oneOf("Always", "IfNotPresent", "Never"),
    terminationMessagePolicy: oneOf("File", "FallbackToLogsOnError"),
    ports: list(fields({ containerPort: PORT, hostPort: PORT, protocol: PROTOCOL })),
    env: list(fields({ name: limited({ pattern: "^[ -<>-~]+$" }) })),
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    startupProbe: PROBE,
    securityContext: fields({ seccompProfile: fields({ type: oneOf("RuntimeDefault", "Unconfined", "Localhost") }) }),
  }),
);

const SELECTOR = fields({
  matchExpressions: list(fields({ operator: oneOf("In", "NotIn", "Exists", "DoesNotExist") })),
});
const NODE_SELECTOR = fields({
  matchExpressions: list(fields({ operator: oneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt") })),
});

const POD: Readonly<Record<string, Schema>> = {
  initContainers: CONTAINERS,
  containers: { ...CONTAINERS, limits: NOT_EMPTY },
  restartPolicy: oneOf("Always", "OnFailure", "Never"),
  dnsPolicy: oneOf("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
  preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
  terminationGracePeriodSeconds: NATURAL,
  tolerations: list(
    fields({
      operator: oneOf("Exists", "Equal"),
      effect: oneOf("NoSchedule", "PreferNoSchedule", "NoExecute", ""),
    }),
  ),
  topologySpreadConstraints: list(
    fields({
      whenUnsatisfiable: oneOf("DoNotSchedule", "ScheduleAnyway"),
      maxSkew: limited({ minimum: 1 }),
      labelSelector: SELECTOR,
    }),
  ),
  affinity: fields({
    nodeAffinity: fields({
      requiredDuringSchedulingIgnoredDuringExecution: fields({
        nodeSelectorTerms: { ...list(NODE_SELECTOR), limits: NOT_EMPTY },
      }),
      preferredDuringSchedulingIgnoredDuringExecution: list(
        fields({ weight: limited({ minimum: 1, maximum: 100 }), preference: NODE_SELECTOR }),
      ),
    }),
  }),
  volumes: list(
    fields({
      hostPath: fields({
        type: oneOf(
          "",
          "DirectoryOrCreate",
          "Directory",
          "FileOrCreate",
          "File",
          "Socket",
          "CharDevice",
          "BlockDevice",
        ),
      }),
    }),
  ),
  securityContext: fields({
    fsGroupChangePolicy: oneOf("OnRootMismatch", "Always"),
    seccompProfile: fields({ type: oneOf("RuntimeDefault", "Unconfined", "Localhost") }),
  }),
};

/** Labels that the rule `names` does not see. */
const LABELS = fields({
  labels: { values: limited({ maxLength: 63, pattern: "^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$" }) },
});

/** Pods that run on, and that must. */
const SERVING = fields({ spec: fields({ ...POD, restartPolicy: oneOf("Always") }) });
/** Pods that end, and must say what happens then: the default is refused. */
const ENDING = fields({ spec: fields({ ...POD, restartPolicy: oneOf("OnFailure", "Never") }, "restartPolicy") });

const CLAIM = fields(
  {
    accessModes: {
      ...list(oneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")),
      limits: NOT_EMPTY,
    },
    volumeMode: oneOf("Filesystem", "Block"),
    resources: fields({ requests: fields({}, "storage") }, "requests"),
  },
  "accessModes",
  "resources",
);

const JOB = fields({
  completionMode: oneOf("NonIndexed", "Indexed"),
  backoffLimit: NATURAL,
  activeDeadlineSeconds: NATURAL,
  ttlSecondsAfterFinished: NATURAL,
  template: ENDING,
});

const DATA: Schema = { open: true, limits: { keyPattern: "^[-._a-zA-Z0-9]{1,253}$" } };

const ROLE = fields({ rules: list(fields({ verbs: limited(NOT_EMPTY) })) });
const BINDING = fields({
  roleRef: fields({ apiGroup: oneOf("rbac.authorization.k8s.io"), kind: oneOf("ClusterRole", "Role") }),
  subjects: list(fields({ kind: oneOf("ServiceAccount", "User", "Group") })),
});

const POLICY_PORTS = list(fields({ protocol: PROTOCOL, port: PORT_OR_NAME, endPort: PORT }));

const LAWS: Readonly<Record<string, Schema>> = {
  "v1 Pod": fields({ spec: fields(POD) }),
  "v1 ConfigMap": fields({ data: DATA, binaryData: DATA }),
  "v1 Secret": fields({ data: DATA, stringData: DATA }),
  "v1 PersistentVolumeClaim": fields({ spec: CLAIM }),
  "v1 Service": fields({
    spec: fields({
      type: oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
      sessionAffinity: oneOf("ClientIP", "None"),
      externalTrafficPolicy: oneOf("Cluster", "Local"),
      internalTrafficPolicy: oneOf("Cluster", "Local"),
      ipFamilyPolicy: oneOf("SingleStack", "PreferDualStack", "RequireDualStack"),
      ports: list(
        fields({
          port: PORT,
          targetPort: PORT_OR_NAME,
          protocol: PROTOCOL,
          nodePort: limited({ minimum: 30_000, maximum: 32_767 }),
        }),
      ),
    }),
  }),
  "apps/v1 Deployment": fields({
    spec: fields({
      replicas: NATURAL,
      selector: SELECTOR,
      strategy: fields({ type: oneOf("Recreate", "RollingUpdate") }),
      template: SERVING,
    }),
  }),
  "apps/v1 StatefulSet": fields({
    spec: fields({
      replicas: NATURAL,
      selector: SELECTOR,
      updateStrategy: fields({ type: oneOf("OnDelete", "RollingUpdate") }),
      podManagementPolicy: oneOf("OrderedReady", "Parallel"),
      persistentVolumeClaimRetentionPolicy: fields({
        whenDeleted: oneOf("Retain", "Delete"),
        whenScaled: oneOf("Retain", "Delete"),
      }),
      volumeClaimTemplates: list(fields({ metadata: LABELS, spec: CLAIM })),
      template: SERVING,
    }),
  }),
  "apps/v1 DaemonSet": fields({
    spec: fields({
      selector: SELECTOR,
      updateStrategy: fields({ type: oneOf("OnDelete", "RollingUpdate") }),
      template: SERVING,
    }),
  }),
  "batch/v1 Job": fields({ spec: JOB }),
  "batch/v1 CronJob": fields({
    spec: fields({
      schedule: limited({ format: "x-schedule" }),
      timeZone: limited({ format: "x-time-zone" }),
      concurrencyPolicy: oneOf("Allow", "Forbid", "Replace"),
      startingDeadlineSeconds: NATURAL,
      successfulJobsHistoryLimit: NATURAL,
      failedJobsHistoryLimit: NATURAL,
      jobTemplate: fields({ metadata: LABELS, spec: JOB }),
    }),
  }),
  "networking.k8s.io/v1 NetworkPolicy": fields({
    spec: fields({
      policyTypes: list(oneOf("Ingress", "Egress")),
      podSelector: SELECTOR,
      ingress: list(fields({ ports: POLICY_PORTS })),
      egress: list(fields({ ports: POLICY_PORTS })),
    }),
  }),
  "policy/v1 PodDisruptionBudget": fields({
    spec: fields({ selector: SELECTOR, unhealthyPodEvictionPolicy: oneOf("IfHealthyBudget", "AlwaysAllow") }),
  }),
  "rbac.authorization.k8s.io/v1 Role": ROLE,
  "rbac.authorization.k8s.io/v1 ClusterRole": ROLE,
  "rbac.authorization.k8s.io/v1 RoleBinding": BINDING,
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding": BINDING,
  "scheduling.k8s.io/v1 PriorityClass": fields({
    value: limited({ maximum: 1_000_000_000 }),
    preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
  }),
  "storage.k8s.io/v1 StorageClass": fields({
    reclaimPolicy: oneOf("Delete", "Retain"),
    volumeBindingMode: oneOf("Immediate", "WaitForFirstConsumer"),
  }),
};
