// biome-ignore lint/suspicious/noExplicitAny: edits reach into any depth of any object
type Json = any;

/** An object with fields that Kubernetes keeps as they are, and edits of it: some that it refuses, some that it does not. */
export interface FixedObject {
  readonly object: Json;
  readonly edits: readonly { readonly what: string; readonly to: (object: Json) => Json }[];
}

const named = (apiVersion: string, kind: string, body: object, isNamespaced = true): Json => ({
  apiVersion,
  kind,
  metadata: { name: "fixed", ...(isNamespaced && { namespace: "default" }) },
  ...body,
});
const clusterWide = (apiVersion: string, kind: string, body: object) => named(apiVersion, kind, body, false);

/** An edit, named by what it does: `set("spec.replicas", 2)`; undefined takes the field away. */
const set = (path: string, value: Json) => ({
  what: value === undefined ? `without ${path}` : `with ${path} ${JSON.stringify(value)}`,
  to: (object: Json) => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const owner = keys.reduce((owner, key) => {
      owner[key] ??= {};
      return owner[key];
    }, object);
    if (value === undefined) delete owner[last];
    else owner[last] = value;
    return object;
  },
});

/** Where no pod is that it could limit. */
const AWAY = { name: "fixed", namespace: "kube-public" };

const labels = { app: "fixed" };
const template = {
  metadata: { labels },
  spec: { containers: [{ name: "main", image: "main:1", resources: { requests: { cpu: "1", memory: "1Gi" } } }] },
};
const jobTemplate = { ...template, spec: { ...template.spec, restartPolicy: "Never" } };
const IMAGE = "spec.template.spec.containers.0.image";
const CPU = "spec.template.spec.containers.0.resources.requests.cpu";
const MEMORY = "spec.template.spec.containers.0.resources.requests.memory";
const PULL = "spec.template.spec.containers.0.imagePullPolicy";

export const FIXED_OBJECTS: readonly FixedObject[] = [
  {
    object: named("apps/v1", "Deployment", { spec: { selector: { matchLabels: labels }, template } }),
    edits: [
      set("spec.selector.matchLabels.more", "x"),
      set("spec.selector.matchExpressions", []),
      set("spec.strategy", { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } }),
      set("spec.strategy", { rollingUpdate: {} }),
      set("spec.strategy", { type: "RollingUpdate", rollingUpdate: { maxSurge: "26%" } }),
      set("spec.strategy", {}),
      set("spec.strategy", { type: "Recreate" }),
      set("spec.replicas", 1),
      set("spec.replicas", 0),
      set("spec.replicas", null),
      set("spec.template.spec.affinity", {}),
      set("spec.template.spec.securityContext", {}),
      set("spec.template.spec.securityContext", { runAsNonRoot: false }),
      set("spec.template.spec.shareProcessNamespace", false),
      set("spec.template.spec.enableServiceLinks", true),
      set("spec.template.spec.tolerations", []),
      set("spec.template.spec.nodeSelector", {}),
      set("spec.template.spec.volumes", []),
      set("spec.template.spec.initContainers", []),
      set("spec.template.spec.containers.0.securityContext", {}),
      set("spec.template.spec.containers.0.securityContext", { privileged: false }),
      set("spec.template.spec.containers.0.resources", { requests: { cpu: "1000m", memory: "1024Mi" }, limits: {} }),
      set("spec.template.spec.containers.0.env", [{ name: "A", value: "" }]),
      set("spec.template.spec.containers.0.args", []),
      set("spec.template.spec.containers.0.livenessProbe", { httpGet: { port: 80 } }),
      set(CPU, 1),
      set(CPU, "1000m"),
      set(CPU, "1.0"),
      set(CPU, "0.001k"),
      set(CPU, "1e0"),
      set(CPU, "1001m"),
      set(CPU, "1.0001"),
      set(MEMORY, "1024Mi"),
      set(MEMORY, "1073741824"),
      set(MEMORY, 1073741824),
      set(MEMORY, "1G"),
      set(MEMORY, "1.5Gi"),
      set(MEMORY, "1048576Ki"),
      set(PULL, "IfNotPresent"),
      set(PULL, "Always"),
      set(IMAGE, "main:latest"),
      set(IMAGE, "docker.io/library/main:1"),
      set("metadata.labels", {}),
      set("metadata.labels", { a: "" }),
      set("metadata.creationTimestamp", null),
    ],
  },
  {
    object: named("apps/v1", "StatefulSet", {
      spec: {
        selector: { matchLabels: labels },
        template,
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
          },
        ],
      },
    }),
    edits: [
      set("spec.serviceName", "fixed"),
      set("spec.serviceName", ""),
      set("spec.podManagementPolicy", "Parallel"),
      set("spec.podManagementPolicy", "OrderedReady"),
      set("spec.volumeClaimTemplates.0.spec.resources.requests.storage", "2Gi"),
      set("spec.volumeClaimTemplates.0.spec.resources.requests.storage", "1024Mi"),
      set("spec.volumeClaimTemplates.0.spec.volumeMode", "Filesystem"),
      set("spec.volumeClaimTemplates.0.metadata.labels", { a: "b" }),
      set("spec.volumeClaimTemplates", undefined),
      set("spec.replicas", 2),
      set("spec.minReadySeconds", 5),
      set("spec.revisionHistoryLimit", 3),
      set("spec.ordinals", { start: 1 }),
      set("spec.updateStrategy", { type: "OnDelete" }),
      set("spec.updateStrategy", { rollingUpdate: { partition: 0 } }),
      set("spec.persistentVolumeClaimRetentionPolicy", { whenDeleted: "Delete" }),
      set("spec.persistentVolumeClaimRetentionPolicy", { whenDeleted: "Retain" }),
      set(IMAGE, "main:2"),
    ],
  },
  {
    object: named("apps/v1", "DaemonSet", { spec: { selector: { matchLabels: labels }, template } }),
    edits: [
      set("spec.selector.matchLabels.more", "x"),
      set("spec.updateStrategy", { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }),
      set("spec.updateStrategy", {}),
      set(IMAGE, "main:2"),
    ],
  },
  {
    object: named("apps/v1", "ReplicaSet", { spec: { selector: { matchLabels: labels }, template } }),
    edits: [set("spec.selector.matchLabels.app", "other"), set("spec.replicas", 1), set("spec.replicas", 2)],
  },
  {
    object: named("apps/v1", "ControllerRevision", { data: { a: 1 }, revision: 1 }),
    edits: [set("data.a", 2), set("revision", 2)],
  },
  {
    object: named("batch/v1", "Job", { spec: { template: jobTemplate } }),
    edits: [
      set(IMAGE, "main:2"),
      set("spec.template.metadata.labels.more", "x"),
      set(CPU, "1000m"),
      set("spec.completions", 2),
      set("spec.parallelism", 2),
      set("spec.completionMode", "Indexed"),
      set("spec.completionMode", "NonIndexed"),
      set("spec.backoffLimit", 6),
      set("spec.backoffLimit", 3),
      set("spec.suspend", true),
      set("spec.suspend", false),
      set("spec.ttlSecondsAfterFinished", 60),
      set("spec.activeDeadlineSeconds", 60),
      set("spec.managedBy", "example.net/other"),
      set("spec.podFailurePolicy", { rules: [{ action: "FailJob", onExitCodes: { operator: "In", values: [1] } }] }),
      set("spec.podReplacementPolicy", "Failed"),
      set("spec.manualSelector", true),
    ],
  },
  {
    object: named("batch/v1", "CronJob", {
      spec: { schedule: "0 * * * *", jobTemplate: { spec: { template: jobTemplate } } },
    }),
    edits: [
      set("spec.schedule", "1 * * * *"),
      set("spec.jobTemplate.spec.template.spec.containers.0.image", "main:2"),
      set("spec.suspend", false),
      set("spec.failedJobsHistoryLimit", 1),
      set("spec.jobTemplate.spec.backoffLimit", 6),
    ],
  },
  {
    object: named("v1", "ServiceAccount", { automountServiceAccountToken: false }),
    edits: [
      set("automountServiceAccountToken", true),
      set("automountServiceAccountToken", undefined),
      set("imagePullSecrets", []),
    ],
  },
  {
    object: named("v1", "Pod", {
      spec: { serviceAccountName: "fixed", containers: [{ name: "main", image: "main:1" }] },
    }),
    edits: [
      set("spec.containers.0.image", "main:2"),
      set("spec.containers.0.args", ["a"]),
      set("spec.nodeName", "pi1"),
      set("spec.activeDeadlineSeconds", 60),
      set("spec.terminationGracePeriodSeconds", 30),
      set("spec.terminationGracePeriodSeconds", 10),
      set("spec.restartPolicy", "Never"),
      set("spec.hostNetwork", true),
      set("metadata.labels", { a: "b" }),
    ],
  },
  {
    object: named("v1", "Secret", { type: "Opaque", data: { a: "YQ==" } }),
    edits: [
      set("type", "example.net/other"),
      set("type", undefined),
      set("data.a", "Yg=="),
      set("immutable", true),
      set("immutable", false),
    ],
  },
  {
    object: named("v1", "ConfigMap", { immutable: true, data: { a: "1" }, binaryData: { b: "YQ==" } }),
    edits: [
      set("data.a", "2"),
      set("data.b", "2"),
      set("binaryData.b", "Yg=="),
      set("immutable", undefined),
      set("immutable", false),
      set("metadata.labels", { a: "b" }),
    ],
  },
  {
    object: named("v1", "Service", { spec: { selector: labels, ports: [{ port: 80 }] } }),
    edits: [
      set("spec.clusterIP", "None"),
      set("spec.clusterIP", "10.43.200.200"),
      set("spec.type", "NodePort"),
      set("spec.type", "ClusterIP"),
      set("spec.ports", [{ port: 80, protocol: "TCP", targetPort: 80 }]),
      set("spec.ports", [{ port: 80, targetPort: "80" }]),
      set("spec.ports", [{ port: 80, protocol: "UDP" }]),
      set("spec.ports", [{ port: 81 }]),
      set("spec.ports", [{ port: 80, targetPort: 8080 }]),
      set("spec.selector.app", "other"),
      set("spec.selector.type", "ClusterIP"),
      set("spec.sessionAffinity", "ClientIP"),
      set("spec.externalTrafficPolicy", "Cluster"),
      set("spec.internalTrafficPolicy", "Local"),
      set("spec.ipFamilies", ["IPv6"]),
      set("spec.ipFamilyPolicy", "PreferDualStack"),
    ],
  },
  {
    object: {
      ...named("v1", "Service", { spec: { clusterIP: "None", ports: [{ port: 80 }] } }),
      metadata: { name: "headless", namespace: "default" },
    },
    edits: [
      set("spec.clusterIP", "10.43.200.201"),
      set("spec.publishNotReadyAddresses", true),
      set("spec.publishNotReadyAddresses", false),
    ],
  },
  {
    object: {
      ...named("v1", "Service", {
        spec: {
          type: "LoadBalancer",
          loadBalancerClass: "example.net/a",
          externalTrafficPolicy: "Local",
          healthCheckNodePort: 30123,
          ports: [{ port: 80 }],
        },
      }),
      metadata: { name: "balanced", namespace: "default" },
    },
    edits: [
      set("spec.loadBalancerClass", "example.net/b"),
      set("spec.healthCheckNodePort", 30124),
      set("spec.allocateLoadBalancerNodePorts", true),
      set("spec.loadBalancerSourceRanges", ["10.0.0.0/8"]),
    ],
  },
  {
    object: {
      ...named("v1", "ResourceQuota", {
        spec: { hard: { pods: "1", "requests.cpu": "1" }, scopes: ["NotTerminating"] },
      }),
      metadata: AWAY,
    },
    edits: [
      set("spec.scopes", ["Terminating"]),
      set("spec.scopes", undefined),
      {
        what: "with requests.cpu 1000m",
        to: object => ({ ...object, spec: { ...object.spec, hard: { pods: "1", "requests.cpu": "1000m" } } }),
      },
      set("spec.hard.pods", "2"),
      set("spec.scopeSelector", { matchExpressions: [{ scopeName: "NotTerminating", operator: "Exists" }] }),
    ],
  },
  {
    object: {
      ...named("v1", "LimitRange", {
        spec: { limits: [{ type: "Container", default: { cpu: "1" }, max: { memory: "1Gi" } }] },
      }),
      metadata: AWAY,
    },
    edits: [
      set("spec.limits.0.default.cpu", "1000m"),
      set("spec.limits.0.max.memory", "1024Mi"),
      set("spec.limits.0.max.memory", "1G"),
    ],
  },
  {
    object: clusterWide("v1", "PersistentVolume", {
      spec: {
        capacity: { storage: "1Gi" },
        accessModes: ["ReadWriteOnce"],
        csi: { driver: "example.net", volumeHandle: "a" },
        storageClassName: "a",
      },
    }),
    edits: [
      set("spec.csi.volumeHandle", "b"),
      set("spec.csi.readOnly", true),
      set("spec.capacity.storage", "2Gi"),
      set("spec.capacity.storage", "1024Mi"),
      set("spec.storageClassName", "b"),
      set("spec.accessModes", ["ReadWriteMany"]),
      set("spec.persistentVolumeReclaimPolicy", "Delete"),
      set("spec.persistentVolumeReclaimPolicy", "Retain"),
      set("spec.volumeMode", "Block"),
      set("spec.volumeMode", "Filesystem"),
      set("spec.mountOptions", ["ro"]),
      set("spec.claimRef", { namespace: "erp", name: "data" }),
      set("spec.nodeAffinity", {
        required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "a", operator: "Exists" }] }] },
      }),
    ],
  },
  {
    object: clusterWide("storage.k8s.io/v1", "StorageClass", {
      provisioner: "example.net",
      parameters: { a: "1" },
      allowVolumeExpansion: true,
    }),
    edits: [
      set("provisioner", "example.org"),
      set("parameters.a", "2"),
      set("parameters.b", "2"),
      set("reclaimPolicy", "Retain"),
      set("reclaimPolicy", "Delete"),
      set("volumeBindingMode", "WaitForFirstConsumer"),
      set("volumeBindingMode", "Immediate"),
      set("allowVolumeExpansion", false),
      set("mountOptions", ["ro"]),
      set("allowedTopologies", [{ matchLabelExpressions: [{ key: "a", values: ["b"] }] }]),
    ],
  },
  {
    object: named("v1", "PersistentVolumeClaim", {
      spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fixed", resources: { requests: { storage: "2Gi" } } },
    }),
    edits: [
      set("spec.resources.requests.storage", "3Gi"),
      set("spec.resources.requests.storage", "2048Mi"),
      set("spec.resources.requests.storage", "1Gi"),
      set("spec.resources.requests.storage", "2G"),
      set("spec.resources.limits", { storage: "4Gi" }),
      set("spec.resources.requests.more", "1"),
      set("spec.accessModes", ["ReadWriteMany"]),
      set("spec.accessModes", ["ReadWriteOnce", "ReadOnlyMany"]),
      set("spec.storageClassName", "other"),
      set("spec.storageClassName", undefined),
      set("spec.selector", { matchLabels: { a: "b" } }),
      set("spec.selector", {}),
      set("spec.volumeMode", "Block"),
      set("spec.volumeMode", "Filesystem"),
      set("spec.volumeName", "a"),
      set("spec.dataSource", { kind: "PersistentVolumeClaim", name: "other" }),
    ],
  },
  {
    object: clusterWide("storage.k8s.io/v1", "CSIDriver", { spec: {} }),
    edits: [
      set("spec.attachRequired", false),
      set("spec.attachRequired", true),
      set("spec.volumeLifecycleModes", ["Ephemeral"]),
      set("spec.volumeLifecycleModes", ["Persistent"]),
      set("spec.fsGroupPolicy", "File"),
      set("spec.fsGroupPolicy", "ReadWriteOnceWithFSType"),
      set("spec.podInfoOnMount", true),
      set("spec.podInfoOnMount", false),
      set("spec.storageCapacity", true),
      set("spec.storageCapacity", false),
      set("spec.requiresRepublish", true),
      set("spec.tokenRequests", [{ audience: "a" }]),
      set("spec.seLinuxMount", true),
    ],
  },
  {
    object: clusterWide("storage.k8s.io/v1", "VolumeAttributesClass", {
      driverName: "example.net",
      parameters: { a: "1" },
    }),
    edits: [set("driverName", "example.org"), set("parameters.a", "2")],
  },
  {
    object: named("storage.k8s.io/v1", "CSIStorageCapacity", {
      storageClassName: "fixed",
      capacity: "1Gi",
      nodeTopology: { matchLabels: { a: "b" } },
    }),
    edits: [
      set("storageClassName", "other"),
      set("nodeTopology.matchLabels.a", "c"),
      set("capacity", "2Gi"),
      set("capacity", "1024Mi"),
    ],
  },
  {
    object: named("rbac.authorization.k8s.io/v1", "RoleBinding", {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
      subjects: [
        { kind: "ServiceAccount", name: "a", namespace: "erp" },
        { kind: "User", name: "u" },
      ],
    }),
    edits: [
      set("roleRef.name", "edit"),
      set("roleRef.apiGroup", undefined),
      set("subjects.0.name", "b"),
      set("subjects.0.apiGroup", ""),
      set("subjects.1.apiGroup", "rbac.authorization.k8s.io"),
      set("subjects", []),
    ],
  },
  {
    object: named("rbac.authorization.k8s.io/v1", "Role", {
      rules: [{ apiGroups: [""], resources: ["pods", "secrets"], verbs: ["get", "list"] }],
    }),
    edits: [
      set("rules.0.verbs", ["list", "get"]),
      set("rules.0.verbs", ["get"]),
      set("rules.0.resourceNames", []),
      set("rules", []),
    ],
  },
  {
    object: clusterWide("networking.k8s.io/v1", "IngressClass", { spec: { controller: "example.net/a" } }),
    edits: [set("spec.controller", "example.net/b"), set("spec.parameters", { kind: "A", name: "a" })],
  },
  {
    object: named("networking.k8s.io/v1", "Ingress", {
      spec: {
        rules: ["a", "b"].map(host => ({
          host: `${host}.example.net`,
          http: {
            paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: host, port: { number: 80 } } } }],
          },
        })),
      },
    }),
    edits: [
      set("spec.rules.0.host", "c.example.net"),
      set("spec.tls", []),
      set("spec.ingressClassName", "fixed"),
      {
        what: "with its rules turned around",
        to: object => ({ ...object, spec: { rules: object.spec.rules.toReversed() } }),
      },
    ],
  },
  {
    object: named("networking.k8s.io/v1", "NetworkPolicy", {
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
    }),
    edits: [
      set("spec.policyTypes", ["Ingress"]),
      set("spec.policyTypes", ["Ingress", "Egress"]),
      set("spec.egress", []),
      set("spec.egress", [{}]),
      set("spec.ingress.0.ports.0.protocol", "TCP"),
      set("spec.ingress.0.from", []),
      set("spec.ingress", []),
      set("spec.podSelector", { matchLabels: {} }),
      set("spec.podSelector", { matchLabels: { a: "b" } }),
    ],
  },
  {
    object: clusterWide("scheduling.k8s.io/v1", "PriorityClass", { value: 5, description: "a" }),
    edits: [
      set("value", 6),
      set("preemptionPolicy", "Never"),
      set("preemptionPolicy", "PreemptLowerPriority"),
      set("description", "b"),
      set("globalDefault", false),
    ],
  },
  {
    object: clusterWide("node.k8s.io/v1", "RuntimeClass", { handler: "a", overhead: { podFixed: { cpu: "1" } } }),
    edits: [
      set("handler", "b"),
      set("overhead.podFixed.cpu", "1000m"),
      set("overhead.podFixed.cpu", "2"),
      set("scheduling", { nodeSelector: { a: "b" } }),
    ],
  },
  {
    object: named("discovery.k8s.io/v1", "EndpointSlice", {
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.1.2.3"] }],
      ports: [{ name: "a", port: 80 }],
    }),
    edits: [
      set("addressType", "FQDN"),
      set("endpoints.0.addresses", ["10.1.2.4"]),
      set("ports.0.protocol", "TCP"),
      set("ports.0.port", 81),
    ],
  },
  {
    object: named("coordination.k8s.io/v1", "Lease", { spec: { holderIdentity: "a", leaseDurationSeconds: 10 } }),
    edits: [set("spec.holderIdentity", "b"), set("spec.leaseDurationSeconds", 20)],
  },
  {
    object: named("policy/v1", "PodDisruptionBudget", { spec: { minAvailable: 1, selector: { matchLabels: labels } } }),
    edits: [set("spec.selector.matchLabels.app", "other"), set("spec.minAvailable", 2), set("spec.minAvailable", "1")],
  },
  {
    object: named("autoscaling/v2", "HorizontalPodAutoscaler", {
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "fixed" },
        maxReplicas: 3,
        metrics: [
          { type: "Pods", pods: { metric: { name: "a" }, target: { type: "AverageValue", averageValue: "1" } } },
        ],
      },
    }),
    edits: [
      set("spec.minReplicas", 1),
      set("spec.minReplicas", 2),
      set("spec.scaleTargetRef.name", "other"),
      set("spec.metrics.0.pods.target.averageValue", "1000m"),
      set("spec.metrics.0.pods.target.averageValue", "2"),
    ],
  },
  {
    object: named("v1", "ReplicationController", { spec: { selector: labels, template } }),
    edits: [set("spec.replicas", 2), set("spec.template.spec.containers.0.image", "main:2"), set(CPU, "1000m")],
  },
  {
    object: named("resource.k8s.io/v1", "ResourceClaim", {
      spec: { devices: { requests: [{ name: "a", exactly: { deviceClassName: "a.example.net" } }] } },
    }),
    edits: [
      set("spec.devices.requests.0.exactly.deviceClassName", "b.example.net"),
      set("metadata.labels", { a: "b" }),
    ],
  },
  {
    object: named("resource.k8s.io/v1", "ResourceClaimTemplate", {
      spec: { spec: { devices: { requests: [{ name: "a", exactly: { deviceClassName: "a.example.net" } }] } } },
    }),
    edits: [set("spec.spec.devices.requests.0.exactly.deviceClassName", "b.example.net")],
  },
  {
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: "fixed" },
      webhooks: [
        {
          name: "a.example.net",
          sideEffects: "None",
          admissionReviewVersions: ["v1"],
          clientConfig: { service: { name: "a", namespace: "erp" } },
          rules: [{ apiGroups: ["example.net"], apiVersions: ["v1"], resources: ["none"], operations: ["CREATE"] }],
          failurePolicy: "Ignore",
        },
      ],
    },
    edits: [
      set("webhooks.0.clientConfig.service.port", 443),
      set("webhooks.0.matchPolicy", "Equivalent"),
      set("webhooks.0.timeoutSeconds", 10),
      set("webhooks.0.timeoutSeconds", 5),
      set("webhooks.0.namespaceSelector", {}),
      set("webhooks.0.rules.0.scope", "*"),
      set("webhooks.0.rules.0.scope", "Namespaced"),
      set("webhooks.0.sideEffects", "NoneOnDryRun"),
    ],
  },
  {
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: "fixed" },
      spec: { policyName: "a", validationActions: ["Audit"] },
    },
    edits: [set("spec.policyName", "b"), set("spec.validationActions", ["Warn"])],
  },
  {
    object: {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "fixeds.example.net" },
      spec: {
        group: "example.net",
        scope: "Namespaced",
        names: { kind: "Fixed", plural: "fixeds", singular: "fixed", listKind: "FixedList" },
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        ],
      },
    },
    edits: [
      set("spec.scope", "Cluster"),
      set("spec.names.kind", "Other"),
      set("spec.names.shortNames", ["fx"]),
      set("spec.group", "example.org"),
      set("spec.versions.0.additionalPrinterColumns", [{ name: "A", type: "string", jsonPath: ".a" }]),
      set("metadata.creationTimestamp", null),
    ],
  },
];
