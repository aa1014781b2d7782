import type { Alert } from "../../alert.ts";
import { BOUNCER_NAME } from "./api.ts";

/**
 * When CrowdSec needs a person. Nothing of it stops a visitor or a page: what is lost is protection.
 *
 * @see https://docs.crowdsec.net/docs/observability/prometheus
 */
export const crowdsecAlerts: readonly Alert[] = [
  {
    name: "CrowdsecSilent",
    expr: `absent(cs_lapi_bouncer_requests_total{bouncer="${BOUNCER_NAME}"}) or sum(increase(cs_lapi_bouncer_requests_total{bouncer="${BOUNCER_NAME}"}[15m])) == 0`,
    forMinutes: 30,
    severity: "ticket",
    summary: "Traefik's bouncer has not asked CrowdSec for decisions: attackers are let in.",
    remedy: 'kubectl -n tools logs deployment/crowdsec, then look for "crowdsec" in Traefik\'s log.',
  },
  {
    name: "CrowdsecAgentSilent",
    expr: "absent(cs_filesource_hits_total) or sum(increase(cs_filesource_hits_total[6h])) == 0",
    forMinutes: 30,
    severity: "ticket",
    summary: "No agent of CrowdSec reads a line of Traefik's log: no attack is seen.",
    remedy: "kubectl -n tools-host logs daemonset/crowdsec-agent, on the node of Traefik's pod.",
  },
];
