import { Construct } from "constructs";
import { ConfigMap, type Volume, type VolumeMount } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { type Dashboard, dashboardModel } from "./dashboards/dashboard.ts";
import { dashboards } from "./dashboards/index.ts";
import { datasources } from "./datasources.ts";
import { FOLDERS } from "./folders.ts";

const NAME = "grafana-provisioning";

/**
 * Where Grafana finds dashboards. It looks again every half minute, so that a changed one needs no restart; nobody can
 * save another over it, for the next sync would win.
 *
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards
 */
const providers = {
  apiVersion: 1,
  providers: [
    {
      name: "lab",
      folder: "Lab",
      type: "file",
      allowUiUpdates: false,
      updateIntervalSeconds: 30,
      options: { path: FOLDERS.dashboards },
    },
  ],
};

/** What Grafana reads when it starts. Its files must end in `.yaml`; JSON is YAML. */
export const PROVISIONED = { "datasources.yaml": text(datasources), "dashboards.yaml": text(providers) };

/** Data sources and dashboards, from this repository, each dashboard in a ConfigMap of its own. */
export class Provisioning extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ConfigMap(this, "sources", { metadata: { name: NAME }, data: PROVISIONED });
    for (const dashboard of dashboards) {
      new ConfigMap(this, `dashboard-${dashboard.uid}`, {
        metadata: { name: configMap(dashboard) },
        data: { [file(dashboard)]: text(dashboardModel(dashboard)) },
      });
    }
  }
}

export const PROVISIONING_VOLUMES: readonly Volume[] = [
  {
    name: "provisioning",
    configMap: {
      name: NAME,
      items: [
        { key: "datasources.yaml", path: "datasources/lab.yaml" },
        { key: "dashboards.yaml", path: "dashboards/lab.yaml" },
      ],
    },
  },
  {
    name: "dashboards",
    projected: { sources: dashboards.map(dashboard => ({ configMap: { name: configMap(dashboard) } })) },
  },
];

export const PROVISIONING_MOUNTS: readonly VolumeMount[] = [
  { name: "provisioning", mountPath: FOLDERS.provisioning, readOnly: true },
  { name: "dashboards", mountPath: FOLDERS.dashboards, readOnly: true },
];

function configMap({ uid }: Dashboard): string {
  return owned("grafana", `dashboard-${uid}`);
}

function file({ uid }: Dashboard): string {
  return `${uid}.json`;
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
