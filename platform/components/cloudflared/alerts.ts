import type { Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";

/**
 * When the tunnel needs a person; nothing, before there is one.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/monitor-tunnels/metrics/
 */
export function cloudflaredAlerts({ zone }: Cluster): Alert[] {
  if (zone?.tunnelId === undefined) return [];
  return [
    {
      name: "TunnelDown",
      expr: "absent(cloudflared_tunnel_ha_connections) or sum(cloudflared_tunnel_ha_connections) < 1",
      forMinutes: 10,
      severity: "page",
      summary: "No pod is connected to Cloudflare: no public name answers.",
      remedy: "Is the home line up? Then kubectl -n tools logs deployment/cloudflared.",
    },
    {
      name: "TunnelRefused",
      expr: "sum(rate(cloudflared_tunnel_request_errors[10m])) > 0.05",
      forMinutes: 10,
      severity: "ticket",
      summary: "Requests through the tunnel do not reach Traefik.",
      remedy:
        "See whether Traefik shows a certificate for the public name: kubectl -n tools logs deployment/cloudflared.",
    },
  ];
}
