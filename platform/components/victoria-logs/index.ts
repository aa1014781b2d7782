import { Size } from "cdk8s";
import { defineTool } from "../../tool.ts";
import { victoriaLogsAlerts } from "./alerts.ts";
import { Store } from "./store.ts";

/**
 * VictoriaLogs: what every container of the lab has said in the last fortnight.
 *
 * People read it in Grafana, and on its own page when Grafana is down. Collectors push into it: vlagent, on each node.
 * Why it and not Loki: platform/decisions/0005-victoria-logs-for-logs.md.
 */
export const victoriaLogs = defineTool({
  name: "victoria-logs",
  route: { port: "http", login: "traefik" }, // it has no login of its own
  volumes: {
    data: {
      size: Size.gibibytes(5),
      noBackup: "logs of a fortnight; a restore brings back the lab, not what it said",
    },
  },
  alerts: victoriaLogsAlerts,
  resources(chart, { cluster }) {
    new Store(chart, "store", { cluster });
  },
});
