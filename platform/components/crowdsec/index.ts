import { Size } from "cdk8s";
import { random } from "../../secrets/origin.ts";
import { defineTool } from "../../tool.ts";
import { CrowdsecAgent } from "./agent.ts";
import { crowdsecAlerts } from "./alerts.ts";
import { CrowdsecLapi } from "./lapi.ts";

/**
 * CrowdSec: sees attacks in Traefik's log, and tells Traefik whom to refuse on public routes.
 *
 * Of its secrets in Vault `lapi` needs at least 64 characters and `registration`, which the agents read too, 32; Traefik
 * reads `bouncer`.
 */
export const crowdsec = defineTool({
  name: "crowdsec",
  secrets: {
    lapi: { csLapiSecret: random(32) },
    registration: { registrationToken: random(32) },
    bouncer: { key: random(32) },
  },
  volumes: { data: { size: Size.gibibytes(1) } },
  alerts: () => crowdsecAlerts,
  resources(chart, tool) {
    new CrowdsecLapi(chart, "lapi", tool);
    new CrowdsecAgent(chart, "agent", tool);
  },
});
