import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";
import { type End, unitOf } from "./policy-edge-rows.ts";
import { connectionsOf, type PolicyEdge } from "./policy-edges.ts";
import type { Pods } from "./policy-ends.ts";

/** What policies say of the pods of one app or component. */
export interface OwnConnections {
  /** Those among its own pods, too. */
  readonly incoming: PolicyEdge[];
  /** To others. */
  readonly outgoing: PolicyEdge[];
  readonly freeOut: Pods[];
  readonly freeIn: Pods[];
  readonly onHosts: Pods[];
}

/** By app and component. */
export const connectionsByOwner = oncePerLab((lab: Lab): ReadonlyMap<string, OwnConnections> => {
  const { edges, ...freedoms } = connectionsOf(lab);
  const owned = new Map<string, OwnConnections>();
  const connectionsFor = (owner: string) => {
    const found = owned.get(owner) ?? { incoming: [], outgoing: [], freeOut: [], freeIn: [], onHosts: [] };
    owned.set(owner, found);
    return found;
  };
  for (const edge of edges) {
    const [from, to] = [ownerOfEnd(edge.from), ownerOfEnd(edge.to)];
    if (to !== undefined) connectionsFor(to).incoming.push(edge);
    if (from !== undefined && from !== to) connectionsFor(from).outgoing.push(edge);
  }
  for (const kind of ["freeOut", "freeIn", "onHosts"] as const) {
    for (const pods of freedoms[kind]) {
      const owner = ownerOfEnd(pods);
      if (owner !== undefined) connectionsFor(owner)[kind].push(pods);
    }
  }
  return owned;
});

function ownerOfEnd(end: End): string | undefined {
  const unit = unitOf(end);
  return unit && ownerOf(unit);
}
