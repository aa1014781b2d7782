import type { Dashboard } from "./dashboard.ts";
import { badFrom, goodFrom, logRate, stat, table, timeseries, worseFrom } from "./panel.ts";

const DAY = 24 * 3600;

/** What one looks at first: is anything wrong, and where. */
export const lab: Dashboard = {
  uid: "lab",
  title: "The lab at a glance",
  from: "now-24h",
  rows: {
    "Is anything wrong?": [
      stat({
        title: "Alerts",
        expr: 'count(ALERTS{alertstate="firing",alertname!="Watchdog"}) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Nodes not ready",
        expr: 'count(kube_node_status_condition{condition="Ready",status="true"} == 0) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Volumes degraded",
        expr: 'count(longhorn_volume_robustness{state=~"degraded|faulted"} == 1) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Applications out of sync",
        expr: 'count(argocd_app_info{sync_status!="Synced"}) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Pods not ready",
        expr: 'sum(kube_pod_status_ready{condition="false"} unless on (namespace, pod) (kube_pod_status_phase{phase="Succeeded"} == 1)) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({ title: "Not scraped", expr: "count(up == 0) or vector(0)", thresholds: badFrom(1) }),
      stat({ title: "Vault unsealed", expr: "max(vault_core_unsealed) or vector(0)", thresholds: goodFrom(1) }),
      stat({
        title: "Next certificate ends in",
        expr: "min(traefik_tls_certs_not_after) - time()",
        unit: "dtdurations",
        thresholds: ["red", [5 * DAY, "orange"], [15 * DAY, "green"]],
      }),
    ],
    "What fires": [
      table({
        title: "Alerts",
        expr: 'sort_desc(sum by (alertname, severity, namespace, node, pod) (ALERTS{alertstate="firing",alertname!="Watchdog"}))',
        columns: { alertname: "Alert", severity: "Severity", namespace: "Namespace", node: "Node", pod: "Pod" },
      }),
      table({
        title: "Restarts today",
        expr: "topk(10, sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[24h])) >= 1)",
        columns: { namespace: "Namespace", pod: "Pod" },
        value: "Restarts",
      }),
    ],
    Machines: [
      timeseries({
        title: "Processors",
        unit: "percentunit",
        max: 1,
        lines: { "{{node}}": '1 - avg by (node) (rate(node_cpu_seconds_total{mode="idle"}[5m]))' },
      }),
      timeseries({
        title: "Memory",
        unit: "percentunit",
        max: 1,
        lines: { "{{node}}": "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes" },
      }),
      stat({
        title: "Fullest disk",
        expr: 'max(1 - node_filesystem_avail_bytes{fstype=~"ext4|xfs|btrfs|f2fs"} / node_filesystem_size_bytes)',
        unit: "percentunit",
        thresholds: worseFrom(0.75, 0.9),
      }),
    ],
    People: [
      timeseries({
        title: "Requests",
        unit: "reqps",
        lines: { "{{code}}": "sum by (code) (rate(traefik_entrypoint_requests_total[5m]))" },
        stacked: true,
      }),
      logRate({
        title: "Log lines",
        query: "* | stats by (kubernetes.pod_namespace) count() lines",
        legend: "{{kubernetes.pod_namespace}}",
      }),
    ],
  },
};
