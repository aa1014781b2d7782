import type { Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";

/** When the lab, or Prometheus' sight of it, needs help: what no other component can know of itself. */
export function prometheusAlerts(cluster: Cluster): readonly Alert[] {
  return [
    {
      name: "Watchdog",
      // Stops when messages to a person fail, so that the watcher tells them by its own way.
      expr: 'vector(1) unless on () sum(rate(alertmanager_notifications_failed_total{receiver_name="page"}[30m])) > 0',
      forMinutes: 0,
      severity: "heartbeat",
      summary: "All is well as long as this arrives",
      remedy: "None: what matters is its absence.",
    },
    {
      name: "NodeDown",
      expr: 'max by (node) (up{job=~"kubelet|node-exporter"}) == 0',
      forMinutes: 5,
      severity: "page",
      summary: "{{ $labels.node }} does not answer",
      remedy:
        "Has it power and network? Its volumes have a copy elsewhere; what may run elsewhere starts there within a quarter of an hour.",
      explains: "same-node",
    },
    {
      name: "TargetDown",
      expr: "up == 0",
      forMinutes: 15,
      severity: "ticket",
      summary: "{{ $labels.job }} ({{ $labels.instance }}) cannot be measured",
      remedy: "The page of Prometheus says why, below Status, Target health.",
    },
    {
      name: "ApiServerDown",
      expr: 'up{job="apiserver"} == 0',
      forMinutes: 5,
      severity: "page",
      summary: "The API server on {{ $labels.node }} does not answer: nothing can be deployed, moved or healed",
      remedy: "journalctl -u k3s on {{ $labels.node }}. What runs goes on running.",
    },
    {
      name: "MetricsMissing",
      expr: alwaysThere(cluster)
        .map(job => `absent(up{job="${job}"})`)
        .join(" or "),
      forMinutes: 15,
      severity: "page",
      summary: "Nothing of {{ $labels.job }} is measured any more, so its alerts cannot fire",
      remedy: "Does it run? Do its pods carry the label lab/metrics? The page of Prometheus shows what it looks at.",
    },
    {
      name: "VolumeFull",
      expr: `${FREE} < 0.1`,
      forMinutes: 15,
      severity: "page",
      summary: "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left",
      remedy: "Raise its size where it is declared; the volume grows while it is in use.",
    },
    {
      name: "VolumeFillsUp",
      expr: `${FREE} < 0.4 and ${CLAIM} (predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 86400)) < 0`,
      forMinutes: 60,
      severity: "ticket",
      summary:
        "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full within four days if it goes on like this",
      remedy: "Look for what grows, or raise its size where it is declared.",
    },
    {
      name: "RuleFails",
      expr: "increase(prometheus_rule_evaluation_failures_total[15m]) > 0",
      forMinutes: 15,
      severity: "ticket",
      summary: "An alert of {{ $labels.rule_group }} cannot be evaluated, so it cannot fire",
      remedy: "The page of Prometheus says why, below Status, Rule health.",
    },
    {
      name: "MeasurementsLost",
      expr: "increase(prometheus_tsdb_wal_corruptions_total[1h]) > 0 or increase(prometheus_tsdb_compactions_failed_total[1h]) > 0",
      forMinutes: 0,
      severity: "ticket",
      summary: "Prometheus cannot write or read its volume",
      remedy: "kubectl -n tools logs deployment/prometheus. An empty volume is no great loss.",
    },
    {
      name: "TooManySeries",
      expr: "prometheus_tsdb_head_series > 80000", // at about 4 KiB each
      forMinutes: 60,
      severity: "ticket",
      summary: "Prometheus holds {{ $value | humanize }} series, and is killed for memory soon",
      remedy: 'topk(10, count by (job) ({__name__!=""})) names who makes them.',
    },
  ];
}

const CLAIM = "min by (namespace, persistentvolumeclaim)";

const FREE = `${CLAIM} (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)`;

/** Jobs without which alerts are blind: those of every cluster, and of the tools that it has. */
function alwaysThere({ tools }: Cluster): string[] {
  const measuring = ["alertmanager", "kube-state-metrics", "node-exporter"];
  return ["apiserver", "cadvisor", "coredns", "kubelet", ...measuring.filter(name => tools.includes(name))];
}
