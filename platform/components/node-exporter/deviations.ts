import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, by which Prometheus chooses them";
const SCRAPED = "Prometheus finds it by it";
const CHOSEN = "what a Pi has and somebody looks at; agents.ts says why";
const OWN_ADDRESS = "it listens on the address of its node, not on that of every bridge";
const LATE = "a busy Pi answers late";
const TEXTFILE = "scripts of the host leave measurements there";
const CONFINED = "it needs no rights beside those of its user";

/** How node-exporter here differs from https://github.com/prometheus-community/helm-charts, chart prometheus-node-exporter. */
export const nodeExporterDeviations: Deviations = {
  files: ["prometheus/reference-chart-29.27.0.yaml"],
  part: "prometheus-node-exporter",
  names: { "prometheus-prometheus-node-exporter": "node-exporter", "prometheus-node-exporter": "node-exporter" },
  absent: { "Service/prometheus-prometheus-node-exporter": "Prometheus finds the pods by their label" },
  fields: {
    "ServiceAccount/prometheus-prometheus-node-exporter": {
      "metadata.labels": LABELS,
    },
    "DaemonSet/prometheus-prometheus-node-exporter": {
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.template.metadata.annotations[cluster-autoscaler.kubernetes.io/safe-to-evict]":
        "nothing removes nodes here by itself",
      "spec.template.metadata.annotations[prometheus.io/path]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/port]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/scrape]": SCRAPED,
      "spec.template.metadata.labels[lab/metrics]": SCRAPED,
      "spec.template.spec.affinity": "there are no nodes of clouds, which it avoids",
      "spec.template.spec.containers[node-exporter].args[--collector.cpu]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.cpufreq]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.disable-defaults]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.diskstats]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.filefd]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.filesystem]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.filesystem.mount-points-exclude]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.hwmon]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.loadavg]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.meminfo]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.netdev]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.netdev.device-exclude]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.pressure]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.stat]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.textfile]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.textfile.directory]": TEXTFILE,
      "spec.template.spec.containers[node-exporter].args[--collector.thermal_zone]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.time]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.timex]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.uname]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--collector.vmstat]": CHOSEN,
      "spec.template.spec.containers[node-exporter].args[--web.disable-exporter-metrics]":
        "how the agent itself is nobody looks at",
      "spec.template.spec.containers[node-exporter].args[--web.listen-address]": OWN_ADDRESS,
      "spec.template.spec.containers[node-exporter].env[HOST_IP].value": OWN_ADDRESS,
      "spec.template.spec.containers[node-exporter].env[HOST_IP].valueFrom": OWN_ADDRESS,
      "spec.template.spec.containers[node-exporter].livenessProbe.timeoutSeconds": LATE,
      "spec.template.spec.containers[node-exporter].readinessProbe.timeoutSeconds": LATE,
      "spec.template.spec.containers[node-exporter].resources": "every container says what it needs",
      "spec.template.spec.containers[node-exporter].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[node-exporter].volumeMounts[/host/textfile]": TEXTFILE,
      "spec.template.spec.enableServiceLinks": "it reads no address from its environment",
      "spec.template.spec.priorityClassName": "placed before apps when room is short",
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
      "spec.template.spec.volumes[textfile]": TEXTFILE,
    },
  },
};
