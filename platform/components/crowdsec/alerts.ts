import type { Alert } from "../../alert.ts";
import { BOUNCER_NAME, CONSOLE_NAME } from "./api.ts";

const bouncerRequests = `cs_lapi_bouncer_requests_total{bouncer=~"${BOUNCER_NAME}(@.+)?"}`;

/** Those of agents, each of which says once a minute that it is there. */
const agentRequests = `cs_lapi_machine_requests_total{machine!="${CONSOLE_NAME}"}`;

/**
 * When CrowdSec needs a person. Nothing of it stops a visitor or a page: what is lost is protection.
 *
 * CrowdSec knows the bouncer by its name alone at the first address from which it asks, and by `traefik@<address>` at each
 * later one, which is that of Traefik's next pod.
 *
 * @see https://docs.crowdsec.net/docs/observability/prometheus
 * @see https://github.com/crowdsecurity/crowdsec/blob/v1.7.8/pkg/apiserver/middlewares/v1/api_key.go
 */
export const crowdsecAlerts: readonly Alert[] = [
  {
    name: "CrowdsecSilent",
    expr: `absent(${bouncerRequests}) or sum(increase(${bouncerRequests}[15m])) == 0`,
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
  {
    name: "CrowdsecAgentsUnknown",
    expr: `absent(${agentRequests}) or sum(increase(${agentRequests}[15m])) == 0`,
    forMinutes: 30,
    severity: "ticket",
    summary: "CrowdSec's local API hears of no agent that it knows: attacks are seen, and nobody is banned.",
    remedy: "kubectl -n tools-host rollout restart daemonset crowdsec-agent: each agent then registers anew.",
  },
];
