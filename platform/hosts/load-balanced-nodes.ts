import type { Cluster } from "../../clusters/lab.ts";

/**
 * Label of a node on which the ServiceLB of k3s may open the ports of Services of type `LoadBalancer`. Once one node has
 * it, those without it open none.
 *
 * @see https://docs.k3s.io/networking/networking-services#controlling-servicelb-node-selection
 */
export const LOAD_BALANCER_LABEL = "svccontroller.k3s.cattle.io/enablelb";

/**
 * Whether a node opens Traefik's ports: every one but Gitea's, where Gitea itself answers at 80 and 443. Why:
 * `platform/decisions/0011-who-answers-at-443.md`.
 */
export function answersForTraefik({ gitea }: Cluster, node: string): boolean {
  return node !== gitea.node;
}

/**
 * The nodes that open Traefik's ports, in their order. In a cluster of one node that is Gitea's too, for k3s takes all
 * nodes where none has the label; `ports-unique` refuses such a cluster.
 */
export function nodesOfTraefik(cluster: Cluster): string[] {
  const names = Object.keys(cluster.nodes);
  const labelled = names.filter(name => answersForTraefik(cluster, name));
  return labelled.length === 0 ? names : labelled;
}

/** Addresses of the nodes that open Traefik's ports, in the order of the nodes. */
export function traefikAddresses(cluster: Cluster): string[] {
  return nodesOfTraefik(cluster).flatMap(name => cluster.nodes[name]?.address ?? []);
}
