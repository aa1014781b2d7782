import type { Cluster } from "../../clusters/lab.ts";
import { traefikAddresses } from "./load-balanced-nodes.ts";

/**
 * The names without which the lab cannot mend itself, each with its address: they are written down where they are
 * needed, for Pi-hole may be down. Vault's leads to the first node that answers for Traefik.
 *
 * @returns e.g. `gitea.arcodange.lab` to `192.168.1.202`
 * @throws {Error} when a node of theirs does not exist
 */
export function staticNames(cluster: Cluster): Record<string, string> {
  const { gitea, stepCa, vault } = cluster;
  return {
    [gitea.host]: addressOf(cluster, gitea.node),
    [stepCa.host]: addressOf(cluster, stepCa.node),
    [vault.host]: traefikAddresses(cluster)[0] ?? addressOf(cluster, gitea.node),
  };
}

/** @throws {Error} when there is no such node */
export function addressOf({ name, nodes }: Cluster, node: string): string {
  const address = nodes[node]?.address;
  if (address === undefined) throw new Error(`Cannot name hosts on ${name}: there is no node "${node}"`);
  return address;
}
