import { clusters } from "../../../clusters/index.ts";
import type { Cluster, Node } from "../../../clusters/lab.ts";
import type { Host } from "../../../platform/hosts/host.ts";
import { hostsOf } from "../../../platform/hosts/host-of.ts";
import { ROUTER } from "./network.ts";

/** Where test hosts find what no package brings. */
export const DOWNLOADS = `http://${ROUTER}/downloads`;

/**
 * A cluster whose nodes are test hosts: the declared one but for the processor, and for where programs are downloaded. All
 * addresses stay.
 */
export function onTestHosts(cluster: Cluster): Cluster {
  const asHost = (node: Node): Node => ({ ...node, architecture: "amd64", instructionSet: "x86-64-v2" });
  return {
    ...cluster,
    nodes: Object.fromEntries(Object.entries(cluster.nodes).map(([name, node]) => [name, asHost(node)])),
    hosts: { ...cluster.hosts, downloads: DOWNLOADS },
  };
}

/** What the hosts of the declared lab should be, were they test hosts. */
export function testHostsOfLab(): Host[] {
  return hostsOf(onTestHosts(clusters[0] as Cluster));
}
