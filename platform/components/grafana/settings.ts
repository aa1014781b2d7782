import type { Cluster } from "../../../clusters/lab.ts";
import { FOLDERS } from "./folders.ts";
import { pluginSettings } from "./plugins.ts";
import { signInSettings } from "./sign-in.ts";

type Value = string | number | boolean;

/** Sections of `grafana.ini`, each with its keys. */
type Settings = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/**
 * The text of `grafana.ini`. Secrets stand in it as the files that they lie in; Grafana reads them when it starts.
 *
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
 */
export function grafanaIni(cluster: Cluster, host: string): string {
  const sections = Object.entries(settings(cluster, host)).map(([section, values]) => {
    const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
    return `[${section}]\n${lines.join("\n")}\n`;
  });
  return sections.join("\n");
}

function settings(cluster: Cluster, host: string): Settings {
  return {
    server: { domain: host, root_url: `https://${host}/` },
    security: {
      admin_user: "admin",
      admin_password: `$__file{${FOLDERS.admin}/password}`,
      secret_key: `$__file{${FOLDERS.admin}/secretKey}`,
      cookie_secure: true,
      disable_gravatar: true,
    },
    ...signInSettings(cluster),
    users: { allow_sign_up: false, default_theme: "system" },
    dashboards: { default_home_dashboard_path: `${FOLDERS.dashboards}/lab.json` },
    plugins: pluginSettings(cluster),
    unified_alerting: { execute_alerts: false }, // Prometheus judges, and Alertmanager tells; Grafana shows
    log: { mode: "console" },
    "log.console": { format: "json" },
    ...SILENT,
  };
}

/** Everything by which Grafana would speak to its makers, or show the lab to strangers. */
const SILENT: Settings = {
  analytics: {
    reporting_enabled: false,
    check_for_updates: false,
    check_for_plugin_updates: false,
    feedback_links_enabled: false,
  },
  news: { news_feed_enabled: false },
  snapshots: { enabled: false, external_enabled: false },
  public_dashboards: { enabled: false },
  cloud_migration: { enabled: false },
};
