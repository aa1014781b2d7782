import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, DaemonSet } from "../../kubernetes.ts";
import { serviceHost } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS_HOST_NAMESPACE, TOOLS_NAMESPACE } from "../foundation/namespaces.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { VICTORIA_LOGS } from "../victoria-logs/api.ts";

/** Name of the collector, of its pods and of its folder on each node, `/var/lib/vlagent`. */
export const VLAGENT = "vlagent";

const PORT = 9429;
const FOLDER = "/var/lib/vlagent";
const labels = { "app.kubernetes.io/name": VLAGENT };
const metrics = scraped({ port: PORT });

/**
 * Flags of the collector. Each line gets its namespace, pod, container and node, and no label of the pod, of which a
 * chart writes ten. Its own lines are left out: a store that is down would otherwise make it write, and so send, more.
 *
 * Positions and what could not be sent yet lie on the node. A fault of the store costs no line until the buffer is full;
 * then the oldest go, which is counted.
 *
 * @see https://docs.victoriametrics.com/victorialogs/vlagent/#kubernetes-collector-configuration
 */
export const COLLECTOR_FLAGS = [
  "-kubernetesCollector",
  "-kubernetesCollector.includePodLabels=false",
  `-kubernetesCollector.excludeFilter=kubernetes.pod_namespace:=${TOOLS_HOST_NAMESPACE} and kubernetes.container_name:=${VLAGENT}`,
  `-tmpDataPath=${FOLDER}`,
  `-remoteWrite.url=http://${serviceHost(VICTORIA_LOGS.name, TOOLS_NAMESPACE)}:${VICTORIA_LOGS.port}/insert/native`,
  "-remoteWrite.queues=1",
  "-remoteWrite.maxDiskUsagePerURL=1GB", // of the node's own disk; it is kept in files of 500 MB
  "-loggerFormat=json",
];

/** One collector on every node, whatever else may run there. */
export class Collector extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new DaemonSet(this, "daemon-set", {
      metadata: { name: VLAGENT },
      spec: {
        revisionHistoryLimit: 2,
        updateStrategy: { type: "RollingUpdate" },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
          spec: {
            serviceAccountName: VLAGENT,
            automountServiceAccountToken: true, // it asks the API server which pods are on its node
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            tolerations: [{ operator: "Exists" }],
            securityContext: { runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } }, // log files are root's alone
            containers: [container(cluster)],
            volumes: [
              { name: "containers", hostPath: { path: "/var/log/containers", type: "Directory" } },
              { name: "pods", hostPath: { path: "/var/log/pods", type: "Directory" } },
              { name: "state", hostPath: { path: FOLDER, type: "DirectoryOrCreate" } },
            ],
          },
        },
      },
    });
  }
}

/** Root without a single capability: it reads files that are root's, and can do nothing else to the node. */
function container(cluster: Cluster): Container {
  const probe = { httpGet: { path: "/health", port: "http" } };
  return {
    name: VLAGENT,
    image: pinnedImage(cluster, VICTORIA_LOGS.name, "docker.io/victoriametrics/vlagent"),
    imagePullPolicy: "IfNotPresent",
    args: COLLECTOR_FLAGS,
    env: [{ name: "GOMEMLIMIT", value: "48MiB" }], // 800 000 lines at once: 44 MiB with it, 61 and growing without
    ports: [{ name: "http", containerPort: PORT }],
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "64Mi" } },
    startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "containers", mountPath: "/var/log/containers", readOnly: true }, // links, by names of pods
      { name: "pods", mountPath: "/var/log/pods", readOnly: true }, // and the files that they lead to
      { name: "state", mountPath: FOLDER },
    ],
  };
}
