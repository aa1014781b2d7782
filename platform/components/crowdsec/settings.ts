import type { Cluster } from "../../../clusters/lab.ts";
import { LAPI } from "./api.ts";

/** Files of CrowdSec, by name; JSON, which is YAML. */
export type Files = Readonly<Record<string, string>>;

/** Where CrowdSec keeps what it is told, and its database. */
export const FOLDERS = { settings: "/etc/crowdsec", data: "/var/lib/crowdsec/data" } as const;

/** Port of the metrics of either part. */
export const METRICS_PORT = 6060;

/**
 * The local API: it keeps decisions, for those that register with the token, which it finds in its environment.
 *
 * It says nothing to CrowdSec's own servers, and asks them nothing: visitors' addresses stay in the lab, and it starts
 * without the Internet. Who registered and was not heard of for a week is forgotten, such as agents of old pods.
 *
 * @see https://docs.crowdsec.net/docs/configuration/crowdsec_configuration
 */
export function lapiFiles({ networks }: Cluster): Files {
  return {
    "config.yaml": yaml({
      common: { log_media: "stdout", log_level: "info" },
      config_paths: {
        config_dir: FOLDERS.settings,
        data_dir: FOLDERS.data,
        hub_dir: `${FOLDERS.data}/hub`,
        index_path: `${FOLDERS.data}/hub/.index.json`,
        simulation_path: `${FOLDERS.settings}/simulation.yaml`,
      },
      db_config: {
        type: "sqlite",
        db_path: `${FOLDERS.data}/crowdsec.db`,
        use_wal: true,
        flush: { max_items: 5000, max_age: "7d", agents_autodelete: { login_password: "7d" } },
      },
      api: {
        client: { credentials_path: `${FOLDERS.data}/local_api_credentials.yaml`, insecure_skip_verify: false },
        server: {
          listen_uri: `0.0.0.0:${LAPI.port}`,
          profiles_path: `${FOLDERS.settings}/profiles.yaml`,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CrowdSec puts in the variable
          auto_registration: { enabled: true, token: "${REGISTRATION_TOKEN}", allowed_ranges: [networks.pods] },
        },
      },
      prometheus: { enabled: true, level: "full", listen_addr: "0.0.0.0", listen_port: METRICS_PORT },
    }),
    "profiles.yaml": yaml({
      name: "ban_address",
      filters: ['Alert.Remediation == true && Alert.GetScope() == "Ip"'],
      decisions: [{ type: "ban", duration: "4h" }],
      on_success: "break",
    }),
    "simulation.yaml": yaml({ simulation: false }),
  };
}

/**
 * What an agent reads, and whom it never bans: who is inside. To Traefik people of the LAN look like pods, for the
 * ServiceLB of k3s changes their address.
 *
 * @see https://docs.crowdsec.net/docs/data_sources/file
 * @see https://docs.crowdsec.net/docs/log_processor/whitelist/format
 */
export function agentFiles({ networks }: Cluster): Files {
  return {
    "acquis.yaml": yaml({
      filenames: ["/var/log/containers/traefik-*_traefik_traefik-*.log"],
      force_inotify: true, // the pod may come to this node later
      poll_without_inotify: false,
      labels: { type: "containerd", program: "traefik" },
    }),
    "lab-networks.yaml": yaml({
      name: "lab/networks",
      description: "Never bans who is inside",
      whitelist: { reason: "inside the lab", cidr: [networks.lan, networks.pods, networks.services] },
    }),
  };
}

function yaml(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
