import type { Dashboard } from "./dashboard.ts";
import { badFrom, logLines, logRate, stat, timeseries, worseFrom } from "./panel.ts";

/** Levels of those who write JSON, and words of those who do not. */
const FAULTS =
  '(level:~"(?i)^(error|err|fatal|panic|critical)$" or (level:"" _msg:~"(?i)\\\\b(error|fatal|panic)\\\\b"))';

/** What containers write, and whether all of it arrives. To search: Explore, with the data source Logs. */
export const logs: Dashboard = {
  uid: "logs",
  title: "Logs",
  from: "now-6h",
  rows: {
    "Does it arrive?": [
      stat({
        title: "Room in use",
        expr: "sum(vl_data_size_bytes) / sum(vl_max_disk_space_usage_bytes)",
        unit: "percentunit",
        thresholds: worseFrom(0.8, 0.9),
      }),
      stat({
        title: "Oldest line",
        expr: "time() - min(vl_storage_log_min_timestamp_seconds > 0)",
        unit: "dtdurations",
      }),
      stat({
        title: "Waiting on nodes",
        expr: "sum(vlagent_remotewrite_pending_data_bytes)",
        unit: "bytes",
        thresholds: worseFrom(2 ** 20, 2 ** 25),
      }),
      stat({
        title: "Lost today",
        expr: "sum(increase(vm_persistentqueue_bytes_dropped_total[24h])) + sum(increase(vlagent_remotewrite_packets_dropped_total[24h])) + sum(increase(vl_rows_dropped_total[24h]))",
        thresholds: badFrom(1),
      }),
    ],
    "Who writes": [
      logRate({
        title: "Lines by namespace",
        query: "* | stats by (kubernetes.pod_namespace) count() lines",
        legend: "{{kubernetes.pod_namespace}}",
      }),
      logRate({
        title: "Faults by container",
        query: `${FAULTS} | stats by (kubernetes.container_name) count() lines`,
        legend: "{{kubernetes.container_name}}",
      }),
      timeseries({
        title: "Read on nodes",
        unit: "Bps",
        lines: { "{{node}}": 'sum by (node) (rate(vl_bytes_ingested_total{type="kubernetes_logs"}[5m]))' },
        stacked: true,
      }),
    ],
    "Faults, the newest first": [logLines({ title: "Faults", query: FAULTS })],
  },
};
