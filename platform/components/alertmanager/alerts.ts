import type { Alert } from "../../alert.ts";

/** When messages do not get through. That none to a person does is the heartbeat's matter: it stops. */
export const alertmanagerAlerts: readonly Alert[] = [
  {
    name: "MessagesFail",
    expr: "sum by (receiver_name) (rate(alertmanager_notifications_failed_total[15m])) > 0",
    forMinutes: 15,
    severity: "ticket",
    summary: "Messages to {{ $labels.receiver_name }} do not get through",
    remedy: "kubectl -n tools logs statefulset/alertmanager says what the other side answers.",
  },
];
