import type { Lab } from "../../checks/rule.ts";
import { connectionsOf, type PolicyEdge } from "./policy-edges.ts";
import { INTERNET } from "./policy-ends.ts";

/** Those who may hand mail to a server on the Internet, with the ports that are open to them. */
export interface MailSenders {
  readonly senders: readonly PolicyEdge["from"][];
  readonly ports: readonly string[];
}

/** By RFC 6409 and RFC 8314, for programs that log in; nobody here delivers to port 25 himself. */
const SUBMISSION: ReadonlySet<string> = new Set(["TCP 465", "TCP 587"]);

/** Pods that network policies let out to the Internet at a port of mail servers. */
export function mailSendersOf(lab: Lab): MailSenders[] {
  const edges = connectionsOf(lab)
    .edges.filter(({ to }) => "network" in to && to.name === INTERNET)
    .map(({ from, ports }) => ({ from, ports: ports.filter(port => SUBMISSION.has(port)) }))
    .filter(({ ports }) => ports.length > 0);
  return [...Map.groupBy(edges, ({ ports }) => ports.join())].map(([, group]) => ({
    senders: group.map(({ from }) => from),
    ports: group[0]?.ports ?? [],
  }));
}
