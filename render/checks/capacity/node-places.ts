import type { Node } from "../../../clusters/lab.ts";
import { type Workload, workloadsOf } from "../lab/objects-by-kind.ts";
import type { Lab } from "../rule.ts";
import { MEBIBYTE } from "./bytes.ts";
import { leftOver } from "./packing.ts";
import { type Amount, add, NOTHING, type PodDemand, podDemand, times } from "./pod-demand.ts";

/** A workload and what it demands. */
export interface Demanding extends Workload {
  readonly demand: PodDemand;
}

/** A node, and what pods that can only run there already take of what it offers. */
export interface Place {
  readonly name: string;
  readonly offered: Amount;
  readonly taken: Amount;
}

/** Every workload of a lab. */
export function demandsOf(lab: Lab): Demanding[] {
  return workloadsOf(lab).map(workload => ({ ...workload, demand: podDemand(workload) }));
}

/** Every node, with what runs on each one or is pinned to it. */
export function placesOf({ cluster }: Lab, workloads: readonly Demanding[]): Place[] {
  const daemons = workloads
    .filter(isDaemon)
    .map(({ demand }) => demand.each)
    .reduce(add, NOTHING);
  const pinned = new Map<string, Amount>();
  for (const workload of workloads) {
    const { node, each } = workload.demand;
    if (node !== undefined) pinned.set(node, add(pinned.get(node) ?? NOTHING, times(each, countOf(workload))));
  }
  return Object.entries(cluster.nodes).map(([name, facts]) => ({
    name,
    offered: offeredBy(facts),
    taken: add(daemons, pinned.get(name) ?? NOTHING),
  }));
}

/** Whether a workload has a pod on every node. */
export function isDaemon({ demand: { pods, node } }: Demanding): boolean {
  return pods === "every-node" && node === undefined;
}

/** What the scheduler may put on any node, a workload for each pod. */
export function floatingPods(workloads: readonly Demanding[]): Demanding[] {
  return workloads
    .filter(({ demand }) => demand.pods !== "every-node" && demand.node === undefined)
    .flatMap(workload => Array<Demanding>(countOf(workload)).fill(workload));
}

/** Pods of a workload on the nodes that it selects, which is one for a DaemonSet that is pinned. */
export function countOf({ demand: { pods } }: Demanding): number {
  return pods === "every-node" ? 1 : pods;
}

/** What a node has for pods: all but what is reserved. */
export function offeredBy(node: Node): Amount {
  return {
    cpu: node.cpuMillicores - node.reservedCpuMillicores,
    memory: (node.memoryMebibytes - node.reservedMemoryMebibytes) * MEBIBYTE,
  };
}

export function roomOf({ offered, taken }: Place): Amount {
  return add(offered, times(taken, -1));
}

/** Pods that find no room on these nodes. */
export function homeless(pods: readonly Demanding[], places: readonly Place[]): Demanding[] {
  const sizes = ({ cpu, memory }: Amount) => [cpu, memory];
  return leftOver(
    pods,
    ({ demand }) => sizes(demand.each),
    places.map(place => sizes(roomOf(place))),
  );
}
