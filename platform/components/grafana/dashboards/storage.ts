import type { Dashboard } from "./dashboard.ts";
import { badFrom, stat, table, timeseries, worseFrom } from "./panel.ts";

/** Longhorn: are all copies there, is there room, when was the last backup. */
export const storage: Dashboard = {
  uid: "storage",
  title: "Storage",
  from: "now-24h",
  rows: {
    Volumes: [
      stat({ title: "Volumes", expr: "count(longhorn_volume_capacity_bytes)" }),
      stat({
        title: "Degraded",
        expr: 'count(longhorn_volume_robustness{state="degraded"} == 1) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Without a usable copy",
        expr: 'count(longhorn_volume_robustness{state="faulted"} == 1) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Fullest disk",
        expr: "max(longhorn_disk_usage_bytes / longhorn_disk_capacity_bytes)",
        unit: "percentunit",
        thresholds: worseFrom(0.6, 0.8),
      }),
      stat({
        title: "Oldest last backup",
        expr: "time() - min(longhorn_volume_last_backup_at > 0)",
        unit: "dtdurations",
        thresholds: worseFrom(26 * 3600, 36 * 3600),
      }),
    ],
    "By volume": [
      table({
        title: "Fullest file systems",
        expr: "topk(15, max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes))",
        columns: { namespace: "Namespace", persistentvolumeclaim: "Claim" },
        value: "In use",
        unit: "percentunit",
      }),
      table({
        title: "Since the last backup",
        expr: "sort_desc(time() - (longhorn_volume_last_backup_at > 0))",
        columns: { pvc_namespace: "Namespace", pvc: "Claim" },
        value: "Age",
        unit: "dtdurations",
      }),
      table({
        title: "On disk, one copy",
        expr: "topk(15, longhorn_volume_actual_size_bytes)",
        columns: { pvc_namespace: "Namespace", pvc: "Claim" },
        value: "Size",
        unit: "bytes",
      }),
    ],
    "Work and room": [
      timeseries({
        title: "Written",
        unit: "Bps",
        lines: { "{{pvc_namespace}}/{{pvc}}": "topk(8, longhorn_volume_write_throughput)" },
      }),
      timeseries({
        title: "A write takes",
        unit: "s",
        lines: { "{{pvc_namespace}}/{{pvc}}": "topk(8, longhorn_volume_write_latency / 1e9)" },
      }),
      timeseries({
        title: "Longhorn's disks",
        unit: "percentunit",
        max: 1,
        lines: { "{{node}}": "longhorn_disk_usage_bytes / longhorn_disk_capacity_bytes" },
      }),
    ],
  },
};
