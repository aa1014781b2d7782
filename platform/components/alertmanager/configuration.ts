import type { Alerts, Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";
import { SECRETS_FOLDER } from "./workload.ts";

/**
 * Who is told what, and when. A page goes out within half a minute, for one kind of trouble at a time, and again every
 * four hours. Tickets arrive together, once a day. The heartbeat goes to the watcher outside of the lab every few
 * minutes. What another alert explains is not told.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/
 */
export function alertmanagerConfiguration(cluster: Cluster, alerts: readonly Alert[]): string {
  const configuration = {
    route: {
      receiver: "ticket",
      routes: [
        {
          matchers: ['severity="heartbeat"'],
          receiver: "watchdog",
          group_wait: "0s",
          group_interval: "5m",
          repeat_interval: "4m", // less than the interval, else every second beat is left out
        },
        {
          matchers: ['severity="page"'],
          receiver: "page",
          group_by: ["alertname"],
          group_wait: "30s",
          group_interval: "5m",
          repeat_interval: "4h",
        },
      ],
      group_by: ["severity"],
      group_wait: "15m",
      group_interval: "1d",
      repeat_interval: "23h", // less than the interval, else what stays open is told every second day only
    },
    receivers: [
      { name: "page", ...receiver(cluster.alerts, "page") },
      { name: "ticket", ...receiver(cluster.alerts, "ticket") },
      {
        name: "watchdog",
        webhook_configs: [{ url_file: `${SECRETS_FOLDER}/watchdog/address`, send_resolved: false }],
      },
    ],
    inhibit_rules: alerts.flatMap(inhibitions),
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}

/**
 * ntfy makes a message of what Alertmanager sends by a template of its own, if the address ends in
 * `?template=alertmanager`; of `&priority=urgent` the telephone rings. It refuses a message of more than 4096 bytes,
 * which is some eight alerts.
 *
 * @see https://docs.ntfy.sh/publish/#message-templating
 */
function receiver({ receiver: kind, mail }: Alerts, severity: "page" | "ticket"): object {
  if (kind === "mail") return { email_configs: [byMail(mail, severity)] };
  const limit = kind === "ntfy" ? { max_alerts: 5 } : {};
  return { webhook_configs: [{ url_file: `${SECRETS_FOLDER}/receiver/${severity}`, send_resolved: true, ...limit }] };
}

function byMail(mail: Alerts["mail"], severity: string) {
  return {
    to: mail?.to,
    from: mail?.from,
    smarthost: mail?.smarthost,
    auth_username: mail?.from,
    auth_password_file: `${SECRETS_FOLDER}/receiver/password`,
    headers: { subject: `[${severity}] {{ .GroupLabels.alertname }} {{ .Status }} ({{ .Alerts.Firing | len }})` },
    send_resolved: true,
  };
}

function inhibitions({ name, explains }: Alert) {
  if (explains === undefined) return [];
  const source_matchers = [`alertname="${name}"`];
  if (explains === "same-node") {
    // A missing label and an empty one are the same here, so what lies on no node would count as on the same one.
    return { source_matchers, target_matchers: [`alertname!="${name}"`, 'node!=""'], equal: ["node"] };
  }
  return { source_matchers, target_matchers: [`component=~"${explains.components.join("|")}"`] };
}
