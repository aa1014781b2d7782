import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedVersion } from "../../pinned-image.ts";
import { PLUGINS } from "./datasources.ts";

/**
 * Plugins that come with Grafana, or that it would download at every start, and that nobody here needs. Each data source
 * among them is a process of its own.
 *
 * @see https://github.com/grafana/grafana/blob/main/pkg/setting/setting_plugins.go
 */
const UNUSED = [
  ...["cloudwatch", "elasticsearch", "grafana-advisor-app", "grafana-exploretraces-app", "grafana-lokiexplore-app"],
  ...["grafana-metricsdrilldown-app", "grafana-postgresql-datasource", "grafana-pyroscope-app"],
  ...["grafana-pyroscope-datasource", "influxdb", "jaeger", "loki", "mssql", "mysql", "opentsdb", "stackdriver"],
  ...["tempo", "zipkin"],
];

/**
 * One plugin is fetched, by its exact version, when it is not on the volume yet: the log store's. Grafana does not wait
 * for it, and never again asks for it, so that it starts without the Internet, at worst without logs.
 *
 * Without `preinstall_auto_update: false` Grafana stops the plugin for Prometheus, tries to replace it in its read-only
 * image, and goes on without: https://github.com/grafana/grafana/issues/132528
 */
export function pluginSettings(cluster: Cluster) {
  return {
    preinstall: `${PLUGINS.logs}@${pinnedVersion(cluster, "victorialogs-datasource")}`,
    preinstall_auto_update: false,
    disable_plugins: UNUSED.join(","),
    plugin_admin_enabled: false,
    public_key_retrieval_disabled: true,
  };
}
