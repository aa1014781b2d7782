import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../../checks/rule.ts";
import { unitOf } from "../../network/policy-edge-rows.ts";
import { connectionsOf } from "../../network/policy-edges.ts";
import { unitThing } from "../things.ts";
import type { Cause, Reliance } from "./reliance.ts";

/** Whoever may connect to another one in particular: it asks it for something. The pooler is more than that: `databases.ts`. */
export const tools: Cause = lab => {
  const pairs = new Map<string, Reliance>();
  for (const { from, to } of connectionsThatAsk(lab)) {
    const reason = `it does without ${to}`;
    pairs.set(`${from} ${to}`, { who: unitThing(from), on: unitThing(to), effect: "limited", reason });
  }
  return [...pairs.values()];
};

/** Of one unit to another. Not of whoever looks at all alike, as Prometheus does, and not those that a route passes on. */
function connectionsThatAsk(lab: Lab): { readonly from: string; readonly to: string }[] {
  const routed = new Set(objectsOfKind(lab, "IngressRoute").map(({ unit }) => unit.name));
  return connectionsOf(lab).edges.flatMap(({ from, to, isBroad }) => {
    const [sender, receiver] = [unitOf(from)?.name, unitOf(to)?.name];
    if (isBroad || sender === undefined || receiver === undefined || sender === receiver) return [];
    const isPassedOn = sender === "traefik" && routed.has(receiver);
    return isPassedOn || receiver === "pgbouncer" ? [] : [{ from: sender, to: receiver }];
  });
}
