import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, DaemonSet } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS } from "../foundation/priorities.ts";

/** Folder of every host in which scripts leave measurements for Prometheus, one `<name>.prom` each, moved into place whole. */
export const TEXTFILE_FOLDER = "/var/lib/node-exporter";

const PORT = 9100;

/**
 * What a Pi has and somebody looks at. Of what is on by default, half asks for hardware of servers, and the interfaces
 * of pods, which come and go, would make new series for ever.
 *
 * @see https://github.com/prometheus/node_exporter/tree/v1.12.1#collectors
 */
const COLLECTORS = [
  ...["cpu", "cpufreq", "diskstats", "filefd", "filesystem", "hwmon", "loadavg", "meminfo", "netdev", "pressure"],
  ...["stat", "textfile", "thermal_zone", "time", "timex", "uname", "vmstat"],
];

/** One agent on every node, which reads the host's own files and serves them on the host's network. */
export class NodeExporterAgents extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const labels = { "app.kubernetes.io/name": "node-exporter" };
    const metrics = scraped({ port: PORT });
    new DaemonSet(this, "agents", {
      metadata: { name: "node-exporter", labels },
      spec: {
        selector: { matchLabels: labels },
        revisionHistoryLimit: 2,
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
        template: {
          metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
          spec: {
            serviceAccountName: "node-exporter",
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            hostNetwork: true,
            hostPID: true,
            nodeSelector: { "kubernetes.io/os": "linux" },
            tolerations: [{ effect: "NoSchedule", operator: "Exists" }], // a sick node has the most to say
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              runAsGroup: 65534,
              fsGroup: 65534,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [container(cluster)],
            volumes: [
              { name: "proc", hostPath: { path: "/proc" } },
              { name: "sys", hostPath: { path: "/sys" } },
              { name: "root", hostPath: { path: "/" } },
              { name: "textfile", hostPath: { path: TEXTFILE_FOLDER, type: "DirectoryOrCreate" } },
            ],
          },
        },
      },
    });
  }
}

function container(cluster: Cluster): Container {
  const probe = { httpGet: { path: "/", port: "metrics" }, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 };
  return {
    name: "node-exporter",
    image: pinnedImage(cluster, "node-exporter", "quay.io/prometheus/node-exporter"),
    imagePullPolicy: "IfNotPresent",
    args: [
      "--path.procfs=/host/proc",
      "--path.sysfs=/host/sys",
      "--path.rootfs=/host/root",
      "--path.udev.data=/host/root/run/udev/data",
      `--web.listen-address=$(HOST_IP):${PORT}`,
      "--web.disable-exporter-metrics",
      "--collector.disable-defaults",
      ...COLLECTORS.map(collector => `--collector.${collector}`),
      "--collector.filesystem.mount-points-exclude=^/(dev|proc|run|sys|var/lib/(containerd|docker|kubelet|rancher)/.+)($|/)",
      "--collector.netdev.device-exclude=^(lo|veth.*|cni.*|docker.*|br-.*)$",
      "--collector.textfile.directory=/host/textfile",
    ],
    env: [{ name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } }],
    ports: [{ name: "metrics", containerPort: PORT }],
    resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "32Mi" } },
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: CONFINED,
    volumeMounts: [
      { name: "proc", mountPath: "/host/proc", readOnly: true },
      { name: "sys", mountPath: "/host/sys", readOnly: true },
      { name: "root", mountPath: "/host/root", mountPropagation: "HostToContainer", readOnly: true },
      { name: "textfile", mountPath: "/host/textfile", readOnly: true },
    ],
  };
}
