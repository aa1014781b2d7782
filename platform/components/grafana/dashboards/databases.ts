import type { Dashboard } from "./dashboard.ts";
import { goodFrom, stat, timeseries, worseFrom } from "./panel.ts";

/** What apps keep their data in, as far as the cluster sees it: pgbouncer before PostgreSQL, Redis, and Vault's leases. */
export const databases: Dashboard = {
  uid: "databases",
  title: "Databases",
  from: "now-6h",
  rows: {
    "Are they there?": [
      stat({ title: "pgbouncer", expr: "min(pgbouncer_up) or vector(0)", thresholds: goodFrom(1) }),
      stat({ title: "Redis", expr: "min(redis_up) or vector(0)", thresholds: goodFrom(1) }),
      stat({ title: "Vault unsealed", expr: "max(vault_core_unsealed) or vector(0)", thresholds: goodFrom(1) }),
      stat({
        title: "Longest wait for a connection",
        expr: "max(pgbouncer_pools_client_maxwait_seconds)",
        unit: "s",
        thresholds: worseFrom(1, 10),
      }),
    ],
    "pgbouncer, before PostgreSQL": [
      timeseries({
        title: "Connections of clients",
        lines: {
          "{{database}} served": "sum by (database) (pgbouncer_pools_client_active_connections)",
          "{{database}} waiting": "sum by (database) (pgbouncer_pools_client_waiting_connections)",
        },
      }),
      timeseries({
        title: "Connections to PostgreSQL",
        lines: {
          "{{database}} at work": "sum by (database) (pgbouncer_pools_server_active_connections)",
          "{{database}} idle": "sum by (database) (pgbouncer_pools_server_idle_connections)",
        },
      }),
      timeseries({
        title: "Queries",
        unit: "reqps",
        lines: { "{{database}}": "sum by (database) (rate(pgbouncer_stats_totals_queries_pooled_total[5m]))" },
      }),
    ],
    Redis: [
      timeseries({
        title: "Memory",
        unit: "bytes",
        lines: { "in use": "sum(redis_memory_used_bytes)", "at most": "sum(redis_memory_max_bytes)" },
      }),
      timeseries({
        title: "Found",
        unit: "percentunit",
        max: 1,
        lines: {
          "of what was asked for":
            "sum(rate(redis_keyspace_hits_total[5m])) / (sum(rate(redis_keyspace_hits_total[5m])) + sum(rate(redis_keyspace_misses_total[5m])))",
        },
      }),
      timeseries({
        title: "Commands",
        unit: "reqps",
        lines: { commands: "sum(rate(redis_commands_processed_total[5m]))" },
      }),
    ],
    "Vault, who makes the users of PostgreSQL": [
      timeseries({ title: "Leases", lines: { leases: "sum(vault_expire_num_leases)" } }),
      timeseries({
        title: "Requests",
        unit: "reqps",
        lines: { requests: "sum(rate(vault_core_handle_request_count[5m]))" },
      }),
      timeseries({ title: "Memory", unit: "bytes", lines: { "in use": "sum(vault_runtime_alloc_bytes)" } }),
    ],
  },
};
