import { isForAnybody, type Opening, openingsOf, policiesByNamespace } from "../../checks/lab/network-policies.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { type Place, type Pods, podsOf } from "./policy-ends.ts";
import { commonPorts, EVERY_PORT } from "./policy-ports.ts";
import { Selection } from "./policy-selection.ts";

/** A connection that policies let pass, on both sides where both have one. */
export interface PolicyEdge {
  /** {@link ANYBODY}: whoever can reach it. */
  readonly from: Pods | typeof ANYBODY;
  readonly to: Pods | Place;
  /** As `TCP 5432`; sorted. */
  readonly ports: readonly string[];
  /** Whether the sender is let out to a whole network, and not to this one in particular. */
  readonly isBroad: boolean;
}

/** The sender, where the receiver lets everybody in. */
export const ANYBODY = { name: "anybody" } as const;

/** What the network policies of a lab let pass. */
export interface Connections {
  /** Every edge that a policy says. Of pods that nothing limits, those to pods that let them in in particular. */
  readonly edges: readonly PolicyEdge[];
  /** Pods whose way out no policy limits. */
  readonly freeOut: readonly Pods[];
  /** Pods that no policy shuts: whoever may get out reaches them. */
  readonly freeIn: readonly Pods[];
  /** Pods on the network of their node, which no policy limits either way. */
  readonly onHosts: readonly Pods[];
}

/**
 * Who may connect to whom, as Kubernetes reads the policies: what the sender's open and the receiver's do too. Answers,
 * and what a node asks of its own pods, such as probes, always pass.
 *
 * Work grows with the edges, not with pairs of pods: candidates are looked up by what policies select.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const connectionsOf = oncePerLab((lab: Lab): Connections => {
  const everybody = podsOf(lab);
  const pods = everybody.filter(({ isOnHost }) => !isOnHost);
  const sides = sidesOf(lab, pods);
  const selection = new Selection(lab, pods);
  const edges = new EdgeSet();
  for (const [from, { egress }] of sides) {
    for (const opening of egress ?? []) takeOutward(edges, from, opening, sides, selection);
  }
  for (const [to, { ingress }] of sides) {
    for (const door of ingress ?? []) takeInward(edges, to, door, sides, selection);
  }
  return {
    edges: edges.all(),
    freeOut: pods.filter(each => sides.get(each)?.egress === undefined),
    freeIn: pods.filter(each => sides.get(each)?.ingress === undefined),
    onHosts: everybody.filter(({ isOnHost }) => isOnHost),
  };
});

/** What is open to pods both ways; undefined: everything. */
interface Sides {
  readonly ingress: readonly Opening[] | undefined;
  readonly egress: readonly Opening[] | undefined;
}

function sidesOf(lab: Lab, pods: readonly Pods[]): ReadonlyMap<Pods, Sides> {
  const policies = policiesByNamespace(lab);
  return new Map(
    pods.map(each => [
      each,
      {
        ingress: openingsOf(policies, "Ingress", each.namespace, each.labels),
        egress: openingsOf(policies, "Egress", each.namespace, each.labels),
      },
    ]),
  );
}

/** Where one way out leads, as far as the other side lets it in. */
function takeOutward(
  edges: EdgeSet,
  from: Pods,
  opening: Opening,
  sides: ReadonlyMap<Pods, Sides>,
  selection: Selection,
): void {
  const isBroad = selection.isBroad(opening);
  for (const to of selection.podsOf(opening, from.namespace)) {
    const doors = (sides.get(to)?.ingress ?? [{}]).filter(door => selection.isAmong(from, door, to.namespace));
    const ports = doors.flatMap(door => commonPorts(door.ports, opening.ports, to.ports));
    edges.add({ from, to, ports, isBroad });
  }
  for (const to of selection.placesOf(opening)) {
    const at = to.port && [{ protocol: to.port.protocol, port: to.port.number }];
    edges.add({ from, to, ports: commonPorts(at, opening.ports, []), isBroad: false });
  }
}

/** Who comes in by one door though no policy speaks of his way out; who has one that does was there before. */
function takeInward(
  edges: EdgeSet,
  to: Pods,
  door: Opening,
  sides: ReadonlyMap<Pods, Sides>,
  selection: Selection,
): void {
  const ports = commonPorts(door.ports, undefined, to.ports);
  if (isForAnybody(door)) {
    edges.add({ from: ANYBODY, to, ports, isBroad: false });
    return;
  }
  for (const from of selection.podsOf(door, to.namespace)) {
    if (sides.get(from)?.egress === undefined) edges.add({ from, to, ports, isBroad: false });
  }
}

/** Edges, those between the same two put together. */
class EdgeSet {
  readonly #edges = new Map<PolicyEdge["from"], Map<PolicyEdge["to"], PolicyEdge>>();

  /** Without a port there is no edge, and pods need none to themselves. */
  add({ from, to, ports, isBroad }: PolicyEdge): void {
    if (ports.length === 0 || from === to) return;
    const targets = this.#edges.get(from) ?? new Map<PolicyEdge["to"], PolicyEdge>();
    this.#edges.set(from, targets);
    const before = targets.get(to);
    const all = [...new Set([...(before?.ports ?? []), ...ports])].sort();
    targets.set(to, {
      from,
      to,
      ports: all.includes(EVERY_PORT) ? [EVERY_PORT] : all,
      isBroad: isBroad && (before?.isBroad ?? true),
    });
  }

  all(): PolicyEdge[] {
    return [...this.#edges.values()].flatMap(targets => [...targets.values()]);
  }
}
