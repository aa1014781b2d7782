import type { Alert } from "../../alert.ts";

/** @see https://clickhouse.com/docs/operations/system-tables/asynchronous_metrics */
export const clickhouseAlerts: readonly Alert[] = [
  {
    name: "ClickhouseDown",
    expr: "absent(ClickHouseAsyncMetrics_Uptime)",
    forMinutes: 30,
    severity: "ticket",
    summary: "ClickHouse does not answer: Plausible keeps events in memory for a while, then loses them.",
    remedy: "kubectl -n tools logs deployment/clickhouse --previous; exit code 132 is a processor that is too old.",
  },
  {
    name: "ClickhouseTooManyParts",
    expr: "ClickHouseAsyncMetrics_MaxPartCountForPartition > 300",
    forMinutes: 60,
    severity: "ticket",
    summary: "ClickHouse does not keep up with merging what it has written; above 3000 parts it refuses to write.",
    remedy:
      "Look whether it has memory and disk left: kubectl -n tools top pod --selector=app.kubernetes.io/name=clickhouse",
  },
];
