import type { Dashboard } from "./dashboard.ts";
import { table, timeseries } from "./panel.ts";

const ON_DISK = 'fstype=~"ext4|xfs|btrfs|f2fs"';

/** The machines: what their processors, memory, disks and networks do, and how warm they are. */
export const nodes: Dashboard = {
  uid: "nodes",
  title: "Nodes",
  from: "now-6h",
  rows: {
    "Processors and memory": [
      timeseries({
        title: "Processors",
        unit: "percentunit",
        max: 1,
        lines: { "{{node}}": '1 - avg by (node) (rate(node_cpu_seconds_total{mode="idle"}[5m]))' },
      }),
      timeseries({
        title: "Waiting for a processor, a disk or memory",
        unit: "percentunit",
        lines: {
          "{{node}} processor": "rate(node_pressure_cpu_waiting_seconds_total[5m])",
          "{{node}} disk": "rate(node_pressure_io_waiting_seconds_total[5m])",
          "{{node}} memory": "rate(node_pressure_memory_waiting_seconds_total[5m])",
        },
      }),
      timeseries({
        title: "Memory in use",
        unit: "bytes",
        lines: { "{{node}}": "node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes" },
      }),
    ],
    "Asked for": [
      timeseries({
        title: "Memory that pods ask for",
        unit: "percentunit",
        lines: {
          "{{node}}":
            'sum by (node) (kube_pod_container_resource_requests{resource="memory"}) / sum by (node) (kube_node_status_allocatable{resource="memory"})',
        },
      }),
      timeseries({ title: "Pods", lines: { "{{node}}": "count by (node) (kube_pod_info)" } }),
      timeseries({
        title: "Killed for want of memory",
        lines: { "{{node}}": "increase(node_vmstat_oom_kill[1h])" },
      }),
    ],
    "Disks and networks": [
      table({
        title: "File systems",
        expr: `sort_desc(1 - node_filesystem_avail_bytes{${ON_DISK}} / node_filesystem_size_bytes{${ON_DISK}})`,
        columns: { node: "Node", mountpoint: "Folder", device: "Device" },
        value: "In use",
        unit: "percentunit",
      }),
      timeseries({
        title: "Disks at work",
        unit: "percentunit",
        max: 1,
        lines: { "{{node}} {{device}}": "rate(node_disk_io_time_seconds_total[5m])" },
      }),
      timeseries({
        title: "Network",
        unit: "Bps",
        lines: {
          "{{node}} in": "sum by (node) (rate(node_network_receive_bytes_total[5m]))",
          "{{node}} out": "sum by (node) (rate(node_network_transmit_bytes_total[5m]))",
        },
      }),
    ],
    "The boards": [
      timeseries({
        title: "Temperature",
        unit: "celsius",
        lines: { "{{node}}": "max by (node) (node_thermal_zone_temp)" },
      }),
      timeseries({
        title: "Clock off by",
        unit: "s",
        lines: { "{{node}}": "abs(node_timex_offset_seconds)" },
      }),
      timeseries({
        title: "Running for",
        unit: "s",
        lines: { "{{node}}": "node_time_seconds - node_boot_time_seconds" },
      }),
    ],
  },
};
