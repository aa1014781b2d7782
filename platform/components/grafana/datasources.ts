import { serviceHost } from "../../naming.ts";
import { TOOLS_NAMESPACE } from "../foundation/namespaces.ts";
import { VICTORIA_LOGS } from "../victoria-logs/api.ts";

/** A data source as a panel names it. */
export interface DatasourceRef {
  readonly type: string;
  readonly uid: string;
}

/** Identifiers of the plugins that the lab's data sources need, beside what is compiled into Grafana. */
export const PLUGINS = { metrics: "prometheus", logs: "victoriametrics-logs-datasource" } as const;

export const METRICS: DatasourceRef = { type: PLUGINS.metrics, uid: "metrics" };
export const LOGS: DatasourceRef = { type: PLUGINS.logs, uid: "logs" };

/** Whom Grafana asks, with the port of each. */
export const ASKED = [
  { tool: "prometheus", port: 9090 },
  { tool: "alertmanager", port: 9093 },
  { tool: VICTORIA_LOGS.name, port: VICTORIA_LOGS.port },
] as const;

/**
 * Every data source; nobody can change one in the browser.
 *
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
 */
export const datasources = {
  apiVersion: 1,
  prune: true, // one that leaves this list leaves Grafana
  datasources: [
    {
      ...METRICS,
      name: "Metrics",
      url: address("prometheus"),
      access: "proxy",
      isDefault: true,
      editable: false,
      jsonData: { httpMethod: "POST", timeInterval: "1m" },
    },
    { ...LOGS, name: "Logs", url: address(VICTORIA_LOGS.name), access: "proxy", editable: false },
    {
      type: "alertmanager",
      uid: "alerts",
      name: "Alerts",
      url: address("alertmanager"),
      access: "proxy",
      editable: false,
      jsonData: { implementation: "prometheus" },
    },
  ],
};

function address(asked: (typeof ASKED)[number]["tool"]): string {
  const { port } = ASKED.find(({ tool }) => tool === asked) as (typeof ASKED)[number];
  return `http://${serviceHost(asked, TOOLS_NAMESPACE)}:${port}`;
}
