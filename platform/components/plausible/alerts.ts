import type { Alert } from "../../alert.ts";

/** @see https://hexdocs.pm/prom_ex/PromEx.Plugins.Beam.html */
export const plausibleAlerts: readonly Alert[] = [
  {
    name: "PlausibleDown",
    expr: "absent(plausible_prom_ex_beam_stats_uptime_milliseconds_count)",
    forMinutes: 30,
    severity: "ticket",
    summary: "Plausible does not answer: visits are not counted.",
    remedy: "kubectl -n tools logs deployment/plausible --all-containers",
  },
];
