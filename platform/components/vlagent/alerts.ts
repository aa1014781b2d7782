import type { Alert } from "../../alert.ts";

/**
 * When a node's lines do not reach the store: they are thrown away, they wait, or there are none.
 *
 * @see https://docs.victoriametrics.com/victorialogs/vlagent/#metrics
 */
export function vlagentAlerts(): readonly Alert[] {
  return [
    {
      name: "LogCollectorDropping",
      expr: "sum by (node) (increase(vm_persistentqueue_bytes_dropped_total[30m])) > 0 or sum by (node) (increase(vlagent_remotewrite_packets_dropped_total[30m])) > 0",
      forMinutes: 5,
      severity: "ticket",
      summary: "Log lines of {{ $labels.node }} are lost: its buffer is full, or the store refuses them",
      remedy: "See that victoria-logs runs; then kubectl -n tools-host logs of vlagent on this node",
    },
    {
      name: "LogCollectorBehind",
      expr: "sum by (node) (vlagent_remotewrite_pending_data_bytes) > 32 * 1024 * 1024",
      forMinutes: 30,
      severity: "ticket",
      summary: "{{ $value | humanize1024 }}B of logs wait on {{ $labels.node }}",
      remedy:
        "See that victoria-logs runs and takes lines: kubectl -n tools get pods -l app.kubernetes.io/name=victoria-logs",
    },
    {
      name: "LogCollectorSilent",
      expr: 'sum by (node) (increase(vl_rows_ingested_total{type="kubernetes_logs"}[1h])) == 0',
      forMinutes: 60,
      severity: "ticket",
      summary: "No container of {{ $labels.node }} has written a line for an hour, or none is read",
      remedy: "kubectl -n tools-host logs of vlagent on this node: can it read /var/log/pods, and ask the API server?",
    },
  ];
}
