import type { Instance } from "../../instance.ts";
import { serviceHost } from "../../naming.ts";
import { TRAEFIK } from "../traefik/api.ts";
import { TUNNEL_SERVICE } from "../traefik/workload.ts";

/** Its files in the pod. */
export const SETTINGS = { folder: "/etc/cloudflared/settings", key: "config.yaml" } as const;
export const CREDENTIALS = { folder: "/etc/cloudflared/credentials", key: "credentials.json" } as const;

export const METRICS_PORT = 2000;

const TRAEFIK_URL = `https://${serviceHost(TUNNEL_SERVICE, TRAEFIK.namespace)}:443`;

/** One rule of the tunnel; the last one has no host, and answers what no other does. */
export interface TunnelRule {
  readonly hostname?: string;
  readonly service: string;
  readonly originRequest?: { readonly originServerName: string };
}

/**
 * What the tunnel does with requests: each public host of an app to Traefik, and nothing else. Traefik must show a
 * certificate for that very host.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/do-more-with-tunnels/local-management/configuration-file/
 */
export function tunnelRules(instances: readonly Instance[]): TunnelRule[] {
  const hosts = instances.flatMap(({ publicHosts }) => publicHosts).toSorted();
  return [
    ...hosts.map(hostname => ({
      hostname,
      service: TRAEFIK_URL,
      originRequest: { originServerName: hostname },
    })),
    { service: "http_status:404" },
  ];
}

/**
 * The file that it reads when it starts; JSON, which is YAML. It speaks HTTP/2 to Cloudflare: QUIC would need larger
 * buffers of every node. Of the tunnel it says a name only, for the credentials hold its identifier.
 *
 * @see https://github.com/cloudflare/cloudflared/blob/2026.8.2/cmd/cloudflared/tunnel/subcommand_context.go
 */
export function tunnelFile(name: string, instances: readonly Instance[]): string {
  const settings = {
    tunnel: name,
    "credentials-file": `${CREDENTIALS.folder}/${CREDENTIALS.key}`,
    protocol: "http2",
    metrics: `0.0.0.0:${METRICS_PORT}`,
    "no-autoupdate": true,
    ingress: tunnelRules(instances),
  };
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}
