import type { Cluster } from "../../../clusters/lab.ts";
import { type Component, defineComponent, type LeftOut } from "../../component.ts";
import { fromStack } from "../../secrets/origin.ts";
import { defineTool } from "../../tool.ts";
import { TRAEFIK } from "../traefik/api.ts";
import { PORTS } from "../traefik/arguments.ts";
import { cloudflaredAlerts } from "./alerts.ts";
import { Tunnel } from "./workload.ts";

/**
 * The tunnel through which the public reaches the lab: it connects to Cloudflare from inside, so that the router at home
 * opens no port. It runs on clusters with a public zone, once the tunnel is made.
 */
export const cloudflared: Component = defineComponent({
  ...defineTool({
    name: "cloudflared",
    secrets: { credentials: { "credentials.json": fromStack("cloudflare") } },
    reaches: [{ internet: [443, 7844] }, { tool: TRAEFIK.name, ports: [PORTS.tunnel], namespace: TRAEFIK.namespace }],
    alerts: cloudflaredAlerts,
    resources(chart, tool) {
      new Tunnel(chart, "tunnel", tool);
    },
  }),
  leftOut,
});

function leftOut({ zone }: Cluster): LeftOut[] {
  if (zone?.tunnelId !== undefined) return [];
  return [
    {
      field: "zone.tunnelId",
      problem: "it is not known yet, so no pod connects to Cloudflare and public names answer nothing",
      remedy: "apply the Cloudflare stack, then run lab facts pull,",
    },
  ];
}
