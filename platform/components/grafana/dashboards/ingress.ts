import type { Dashboard } from "./dashboard.ts";
import { stat, table, timeseries } from "./panel.ts";

const SLOWEST =
  "histogram_quantile(0.95, sum by (le, service) (rate(traefik_service_request_duration_seconds_bucket[5m])))";

/** Traefik and CrowdSec: who asks, what they are answered, whom we turn away. */
export const ingress: Dashboard = {
  uid: "ingress",
  title: "Ingress",
  from: "now-6h",
  rows: {
    Requests: [
      timeseries({
        title: "Answers",
        unit: "reqps",
        lines: { "{{code}}": "sum by (code) (rate(traefik_entrypoint_requests_total[5m]))" },
        stacked: true,
      }),
      timeseries({
        title: "By service",
        unit: "reqps",
        lines: { "{{service}}": "topk(10, sum by (service) (rate(traefik_service_requests_total[5m])))" },
        stacked: true,
      }),
      timeseries({
        title: "An answer takes (19 of 20 are faster)",
        unit: "s",
        lines: { "{{service}}": `topk(10, ${SLOWEST})` },
      }),
    ],
    "Faults and certificates": [
      timeseries({
        title: "Share of failed answers",
        unit: "percentunit",
        lines: {
          "{{service}}":
            'sum by (service) (rate(traefik_service_requests_total{code=~"5.."}[5m])) / sum by (service) (rate(traefik_service_requests_total[5m]))',
        },
      }),
      timeseries({
        title: "Open connections",
        lines: { "{{entrypoint}}": "sum by (entrypoint) (traefik_open_connections)" },
      }),
      table({
        title: "Certificates that end first",
        expr: "bottomk(15, max by (cn) (traefik_tls_certs_not_after) - time())",
        columns: { cn: "Name" },
        value: "Ends in",
        unit: "dtdurations",
        first: "lowest",
      }),
    ],
    CrowdSec: [
      stat({ title: "Addresses turned away", expr: "sum(cs_active_decisions) or vector(0)" }),
      timeseries({
        title: "Attacks seen in an hour",
        lines: { "{{name}}": "sum by (name) (increase(cs_bucket_overflowed_total[1h])) > 0" },
        stacked: true,
      }),
      table({
        title: "Why",
        expr: "topk(10, sum by (reason, origin) (cs_active_decisions))",
        columns: { reason: "Reason", origin: "Origin" },
        value: "Addresses",
      }),
      timeseries({
        title: "Questions of the bouncer",
        unit: "reqps",
        lines: { "{{bouncer}}": "sum by (bouncer) (rate(cs_lapi_bouncer_requests_total[5m]))" },
      }),
    ],
  },
};
