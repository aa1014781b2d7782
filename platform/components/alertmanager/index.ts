import { Size } from "cdk8s";
import { ConfigMap, Service } from "../../kubernetes.ts";
import { typed } from "../../secrets/origin.ts";
import { defineTool, type Tool } from "../../tool.ts";
import { alertmanagerAlerts } from "./alerts.ts";
import { alertmanagerConfiguration } from "./configuration.ts";
import { AlertmanagerWorkload, PORT } from "./workload.ts";

/**
 * Brings alerts to a person: at once, or once a day, and each cause once. Without pause it also tells a watcher outside
 * of the lab that it is alive.
 *
 * Secrets in Vault: `alertmanager/receiver` with the keys `page` and `ticket`, the addresses that an alert is sent to, or
 * with the key `password` for mail; `alertmanager/watchdog` with the key `address`, which the watcher wants to hear from;
 * `alertmanager/users` with those who may look at it.
 */
export const alertmanager = defineTool({
  name: "alertmanager",
  route: { port: "http", login: "traefik" },
  secrets: ({ alerts }) => ({
    receiver:
      alerts.receiver === "mail"
        ? { password: typed("password of the mailbox that sends") }
        : { page: typed("address that a page is sent to"), ticket: typed("address that tickets are sent to") },
    watchdog: { address: typed("address that the watcher outside of the lab wants to hear from") },
  }),
  volumes: {
    data: { size: Size.gibibytes(1), noBackup: "silences, and what was already told: both are of days" },
  },
  reaches: [{ internet: [443, 465, 587] }],
  alerts: () => alertmanagerAlerts,
  resources(chart, tool) {
    const data = { "alertmanager.yml": alertmanagerConfiguration(tool.cluster, alertsOf(tool)) };
    new ConfigMap(chart, "configuration", { metadata: { name: tool.name }, data });
    new AlertmanagerWorkload(chart, "workload", { tool, data });
    new Service(chart, "service", {
      metadata: { name: tool.name },
      spec: {
        selector: { "app.kubernetes.io/name": tool.name },
        ports: [{ name: "http", port: PORT, targetPort: "http", protocol: "TCP" }],
      },
    });
  },
});

function alertsOf({ cluster, declared }: Tool) {
  return declared.components.flatMap(component => component.alerts?.(cluster) ?? []);
}
