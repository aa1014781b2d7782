import { Size } from "cdk8s";
import { defineTool } from "../../tool.ts";
import { CrowdsecAgent } from "./agent.ts";
import { crowdsecAlerts } from "./alerts.ts";
import { CrowdsecLapi } from "./lapi.ts";

/**
 * CrowdSec: sees attacks in Traefik's log, and tells Traefik whom to refuse on public routes.
 *
 * Its secrets in Vault: `crowdsec/lapi` (key `csLapiSecret`, at least 64 characters), `crowdsec/registration` (key
 * `registrationToken`, at least 32), which the agents read too, and `crowdsec/bouncer` (key `key`), which Traefik reads.
 */
export const crowdsec = defineTool({
  name: "crowdsec",
  secrets: ["lapi", "registration", "bouncer"],
  volumes: { data: { size: Size.gibibytes(1) } },
  alerts: () => crowdsecAlerts,
  resources(chart, tool) {
    new CrowdsecLapi(chart, "lapi", tool);
    new CrowdsecAgent(chart, "agent", tool);
  },
});
