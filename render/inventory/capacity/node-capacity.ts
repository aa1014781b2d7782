import { MEBIBYTE } from "../../checks/capacity/bytes.ts";
import {
  countOf,
  type Demanding,
  demandsOf,
  floatingPods,
  homeless,
  isDaemon,
  type Place,
  placesOf,
  roomOf,
} from "../../checks/capacity/node-places.ts";
import { type Amount, add, NOTHING, times } from "../../checks/capacity/pod-demand.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** What a node offers to pods, and what those take of it that have no choice. */
export interface NodeCapacity {
  readonly node: string;
  /** Of the machine. */
  readonly whole: Amount;
  /** The same without what is kept for the system and what runs beside the cluster. */
  readonly offered: Amount;
  /** What agents request, of which every node has one. */
  readonly agents: Amount;
  /** What workloads request that may run here only. */
  readonly pinned: Amount;
  /** What is left for pods that may run anywhere. */
  readonly left: Amount;
}

/** Pods that may run on any node. */
export interface FloatingPods {
  readonly count: number;
  readonly requested: Amount;
}

/** How things stand when a node is lost. */
export interface NodeLoss {
  readonly node: string;
  /** What the nodes that are left offer. */
  readonly offered: Amount;
  /** What everything requests that can run on them. */
  readonly requested: Amount;
  /** Workloads that may run on the lost node only. */
  readonly gone: readonly Demanding[];
  /** Workloads of which a pod finds no room, each once. */
  readonly homeless: readonly Demanding[];
}

/** Every node of a lab, by the sums of the rule `capacity`. */
export const nodeCapacitiesOf = oncePerLab((lab): readonly NodeCapacity[] => {
  const { agents, pinned, places } = workloadsBy(lab);
  const requestedByAgents = agents.map(({ demand }) => demand.each).reduce(add, NOTHING);
  return places.map(place => {
    const facts = lab.cluster.nodes[place.name];
    return {
      node: place.name,
      whole: { cpu: facts?.cpuMillicores ?? 0, memory: (facts?.memoryMebibytes ?? 0) * MEBIBYTE },
      offered: place.offered,
      agents: requestedByAgents,
      pinned: (pinned.get(place.name) ?? []).map(each => times(each.demand.each, countOf(each))).reduce(add, NOTHING),
      left: roomOf(place),
    };
  });
});

export const floatingPodsOf = oncePerLab((lab): FloatingPods => {
  const { pods } = workloadsBy(lab);
  return { count: pods.length, requested: total(pods) };
});

/**
 * What is left with each node lost in its turn, as the rule `capacity` tries it; nothing in a cluster of one node. Nodes
 * with equal room are equal losses.
 */
export const nodeLossesOf = oncePerLab((lab): readonly NodeLoss[] => {
  const { pinned, places, pods } = workloadsBy(lab);
  if (places.length < 2) return [];
  const requested = total(pods);
  const tried = new Map<string, readonly Demanding[]>();
  return places.map(lost => {
    const rest = places.filter(place => place !== lost);
    const { cpu, memory } = roomOf(lost);
    const without = tried.get(`${cpu} ${memory}`) ?? [...new Set(homeless(pods, rest))];
    tried.set(`${cpu} ${memory}`, without);
    return {
      node: lost.name,
      offered: rest.map(({ offered }) => offered).reduce(add, NOTHING),
      requested: rest.map(({ taken }) => taken).reduce(add, requested),
      gone: pinned.get(lost.name) ?? [],
      homeless: without,
    };
  });
});

interface Workloads {
  readonly agents: readonly Demanding[];
  /** By node. */
  readonly pinned: ReadonlyMap<string, readonly Demanding[]>;
  readonly places: readonly Place[];
  /** A workload for each pod that may run anywhere. */
  readonly pods: readonly Demanding[];
}

const workloadsBy = oncePerLab((lab: Lab): Workloads => {
  const demands = demandsOf(lab);
  const tied = demands.filter(({ demand }) => demand.node !== undefined);
  return {
    agents: demands.filter(isDaemon),
    pinned: Map.groupBy(tied, ({ demand }) => demand.node ?? ""),
    places: placesOf(lab, demands),
    pods: floatingPods(demands),
  };
});

function total(pods: readonly Demanding[]): Amount {
  return pods.map(({ demand }) => demand.each).reduce(add, NOTHING);
}
