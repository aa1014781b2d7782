import type { Alert } from "../../alert.ts";

/**
 * When logs get lost: the volume leaves less than a fortnight, the store refuses lines, or it takes none at all.
 *
 * @see https://docs.victoriametrics.com/victorialogs/metrics/
 */
export function victoriaLogsAlerts(): readonly Alert[] {
  return [
    {
      name: "LogStoreNearlyFull",
      expr: "sum(vl_data_size_bytes) / sum(vl_max_disk_space_usage_bytes) > 0.9",
      forMinutes: 60,
      severity: "ticket",
      summary:
        "Logs take {{ $value | humanizePercentage }} of their room: soon the oldest days go before their fortnight is over",
      remedy: "Find who writes so much (dashboard Logs), or give the volume victoria-logs-data more room",
    },
    {
      name: "LogStoreReadOnly",
      expr: "max(vl_storage_is_read_only) == 1",
      forMinutes: 5,
      severity: "ticket",
      summary: "The log store takes no more lines: its disk is full",
      remedy: "Give the volume victoria-logs-data more room; the collectors keep lines on their nodes meanwhile",
    },
    {
      name: "LogLinesRefused",
      expr: 'sum by (reason) (increase(vl_rows_dropped_total{reason!="debug"}[30m])) > 0',
      forMinutes: 30,
      severity: "ticket",
      summary: "Log lines are refused: {{ $labels.reason }}",
      remedy: "too_small_timestamp and too_big_timestamp: a clock is wrong. Its log names the stream",
    },
  ];
}
