import type { Lab } from "../../checks/rule.ts";
import type { PodPort } from "./listening-ports.ts";
import { ANYBODY, connectionsOf, type PolicyEdge } from "./policy-edges.ts";
import { EVERY_PORT } from "./policy-ports.ts";

/** Who may connect to one port of some pods; {@link ANYBODY} alone where nobody is shut out. */
export function sendersTo(lab: Lab, { pods, name, port }: PodPort): PolicyEdge["from"][] {
  const open: readonly string[] = [port, `${port.split(" ")[0]} ${name}`, EVERY_PORT];
  const senders = connectionsOf(lab)
    .edges.filter(({ to, ports }) => to === pods && ports.some(each => open.includes(each)))
    .map(({ from }) => from);
  return senders.includes(ANYBODY) ? [ANYBODY] : senders;
}
