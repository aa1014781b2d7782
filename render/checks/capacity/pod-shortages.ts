import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { factsFile } from "../../../platform/naming.ts";
import { label } from "../../../platform/object-identity.ts";
import { clusterFinding } from "../findings/cluster-finding.ts";
import { objectFinding } from "../findings/object-finding.ts";
import type { Lab } from "../rule.ts";
import { MEBIBYTE } from "./bytes.ts";
import {
  type Demanding,
  demandsOf,
  floatingPods,
  homeless,
  offeredBy,
  type Place,
  placesOf,
  roomOf,
} from "./node-places.ts";
import { type Amount, add, NOTHING } from "./pod-demand.ts";

/**
 * Pods that fit on no node, alone, together, or with one node lost.
 *
 * Pods are packed first-fit decreasing, by what they request and by a selector of one host; affinities and the extra
 * pod of a rolling update are left out. A workload that is pinned to a node is lost with it.
 */
export function podShortages(lab: Lab): Finding[] {
  const workloads = demandsOf(lab);
  const tooLarge = workloads.flatMap(workload => oversize(lab, workload));
  const misfits = new Set(tooLarge.map(({ workload }) => workload));
  const others = workloads.filter(workload => !misfits.has(workload));
  return [...tooLarge.map(({ finding }) => finding), ...nodeShortages(lab, others)];
}

const RULE = "capacity";

const RESOURCES = ["memory", "cpu"] as const;

/** A workload one pod of which is larger than every node that it may run on. */
function oversize(lab: Lab, workload: Demanding): { readonly workload: Demanding; readonly finding: Finding }[] {
  const { unit, object, template, demand } = workload;
  const about = (field: string, problem: string, remedy: string) => {
    const finding = objectFinding(RULE, unit, object, { field: `${template.path}.${field}`, problem, remedy });
    return { workload, finding };
  };
  const { node } = demand;
  const offers = Object.entries(lab.cluster.nodes).flatMap(([name, facts]) =>
    node === undefined || node === name ? [offeredBy(facts)] : [],
  );
  if (offers.length === 0) {
    const names = Object.keys(lab.cluster.nodes).map(quote).join(", ");
    return [about("nodeSelector", `it is pinned to ${quote(node)}, which is no node`, `name one of ${names}`)];
  }
  if (offers.some(offered => fits(demand.each, offered))) return [];
  const where = node === undefined ? "no node offers more than" : `node ${quote(node)} offers`;
  const remedy = `give a node more in ${factsFile(lab.cluster.name)}, or request less`;
  const short = RESOURCES.filter(resource => offers.every(offered => demand.each[resource] > offered[resource]));
  if (short.length === 0) {
    const problem = `each pod requests ${shown(demand.each, "memory")} of memory and ${shown(demand.each, "cpu")} of cpu, and no node offers both`;
    return [about("containers", problem, remedy)];
  }
  return short.map(resource => {
    const most = offers.reduce((best, offered) => (offered[resource] > best[resource] ? offered : best));
    const requested = shown(demand.each, resource);
    const problem = `each pod requests ${requested} of ${resource}, and ${where} ${shown(most, resource, "down")}`;
    return about("containers", problem, remedy);
  });
}

function nodeShortages(lab: Lab, workloads: readonly Demanding[]): Finding[] {
  const places = placesOf(lab, workloads);
  const overfull = places.flatMap(place => overload(lab, place));
  if (overfull.length > 0) return overfull;
  const pods = floatingPods(workloads);
  const together = shortage(lab, places, pods, homeless(pods, places));
  if (together.length > 0 || places.length === 1) return together;
  return losses(lab, places, pods);
}

/** Nodes with equal room are equal losses: of a hundred alike, one is tried. */
function losses(lab: Lab, places: readonly Place[], pods: readonly Demanding[]): Finding[] {
  const tried = new Map<string, readonly Demanding[]>();
  return places.flatMap(lost => {
    const rest = places.filter(place => place !== lost);
    const { cpu, memory } = roomOf(lost);
    const key = `${cpu} ${memory}`;
    const without = tried.get(key) ?? homeless(pods, rest);
    tried.set(key, without);
    return shortage(lab, rest, pods, without, lost.name);
  });
}

function fits(request: Amount, room: Amount): boolean {
  return request.cpu <= room.cpu && request.memory <= room.memory;
}

/** What can only run on one node is more than it offers. */
function overload(lab: Lab, { name, offered, taken }: Place): Finding[] {
  return RESOURCES.filter(resource => taken[resource] > offered[resource]).map(resource => {
    const problem = `what runs on every node or is pinned to ${quote(name)} requests ${shown(taken, resource)} of ${resource}, ${shown(offered, resource, "down")} are there`;
    const remedy = "unpin a workload, request less, or give the node more";
    return clusterFinding(RULE, lab.cluster, { field: `nodes.${name}`, problem, remedy });
  });
}

/**
 * One finding for each resource of which there is too little; where the sums would do and only no node has room for
 * some pod, one finding about that pod.
 */
function shortage(
  lab: Lab,
  places: readonly Place[],
  pods: readonly Demanding[],
  without: readonly Demanding[],
  lost?: string,
): Finding[] {
  const [first] = without;
  if (first === undefined) return [];
  const offered = places.map(place => place.offered).reduce(add, NOTHING);
  const requested = [...places.map(({ taken }) => taken), ...pods.map(({ demand }) => demand.each)].reduce(
    add,
    NOTHING,
  );
  const left = lost === undefined ? "are there" : `are left without ${lost}`;
  const about = (resource: keyof Amount, addition: string) =>
    clusterFinding(RULE, lab.cluster, {
      field: "nodes",
      problem: `everything requests ${shown(requested, resource)} of ${resource}, ${shown(offered, resource, "down")} ${left}${addition}`,
      remedy: `lower requests, the largest being ${largest(pods, resource)}, or add a node`,
    });
  const short = RESOURCES.filter(resource => requested[resource] > offered[resource]);
  if (short.length > 0) return short.map(resource => about(resource, ""));
  const room = `, but no node has room for ${label(first.object)} of ${first.unit.name}`;
  return [
    about("memory", `${room} (${shown(first.demand.each, "memory")}, ${shown(first.demand.each, "cpu")} of cpu)`),
  ];
}

/** e.g. `Deployment/erp of erp (512Mi)` */
function largest(pods: readonly Demanding[], resource: keyof Amount): string {
  const [first, ...rest] = pods;
  if (first === undefined) return "none";
  const most = rest.reduce((best, pod) => (pod.demand.each[resource] > best.demand.each[resource] ? pod : best), first);
  return `${label(most.object)} of ${most.unit.name} (${shown(most.demand.each, resource)})`;
}

/** e.g. `512Mi` or `200m`; what is requested is rounded up, what is offered down. */
function shown(amount: Amount, resource: keyof Amount, rounded: "up" | "down" = "up"): string {
  if (resource === "cpu") return `${amount.cpu}m`;
  return `${Math[rounded === "up" ? "ceil" : "floor"](amount.memory / MEBIBYTE)}Mi`;
}
