import type { Cluster } from "../../clusters/lab.ts";
import type { Host, HostLists, HostPart } from "./host.ts";
import type { Machine } from "./machine.ts";
import { parts } from "./parts/index.ts";
import { ups } from "./parts/ups.ts";
import { stopSeconds } from "./stop-seconds.ts";

/** What a machine should be: the sum of its parts, in their order. Pure. */
export function hostOf(cluster: Cluster, name: string): Host {
  const node = cluster.nodes[name];
  if (node === undefined) throw new Error(`Cannot describe a host of ${cluster.name}: there is no node "${name}"`);
  const { user, jump, timeZone } = cluster.hosts;
  return {
    cluster: cluster.name,
    name,
    address: node.address,
    architecture: node.architecture,
    login: { user, ...(jump !== undefined && { jump }) },
    timeZone,
    ...sum([...partsOf({ cluster, name, node }), ups({ cluster, name, node }, other => stopSecondsOf(cluster, other))]),
  };
}

/** Every host of a cluster, in the order of its nodes. */
export function hostsOf(cluster: Cluster): Host[] {
  return Object.keys(cluster.nodes).map(name => hostOf(cluster, name));
}

/** Of each machine once: every other one asks for them, and so do many rules and pages. */
function partsOf(machine: Machine): readonly HostPart[] {
  const ofCluster = known.get(machine.cluster) ?? new Map<string, readonly HostPart[]>();
  const found = ofCluster.get(machine.name) ?? parts.map(part => part(machine));
  known.set(machine.cluster, ofCluster.set(machine.name, found));
  return found;
}

const known = new WeakMap<Cluster, Map<string, readonly HostPart[]>>();

/** Of any host of the cluster: who stops last has to know it of all others. */
function stopSecondsOf(cluster: Cluster, name: string): number {
  const node = cluster.nodes[name];
  return node === undefined ? 0 : stopSeconds(sum(partsOf({ cluster, name, node })).files);
}

/** Packages and words that two parts want stand there once. */
function sum(given: readonly HostPart[]): HostLists {
  const all = <Item>(list: (part: HostPart) => readonly Item[] | undefined) => given.flatMap(part => list(part) ?? []);
  return {
    packages: [...new Set(all(part => part.packages))].sort(),
    kernelArguments: [...new Set(all(part => part.kernelArguments))],
    firmware: [...new Set(all(part => part.firmware))],
    disks: all(part => part.disks),
    users: all(part => part.users),
    folders: all(part => part.folders),
    files: all(part => part.files),
    programs: all(part => part.programs),
    secrets: all(part => part.secrets),
    units: all(part => part.units),
  };
}
