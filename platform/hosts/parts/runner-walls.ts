import type { Cluster } from "../../../clusters/lab.ts";
import { DOCKER_NETWORKS } from "./docker.ts";
import type { Runner } from "./runners.ts";

/**
 * What jobs may reach, as rules of nftables: HTTPS in the LAN, where Gitea and Vault are, names, and the Internet. Neither
 * PostgreSQL nor the API server, nor kubelets, pods or Services, nor what listens on this machine. Nothing by IPv6: the
 * router gives every node an address there that no fact names, and k3s answers at it as well.
 *
 * They hold by the account: what a container sends, its account sends for it, or a user of the container's own. They look
 * at each packet before Docker changes where it goes, so that Gitea is still at 443.
 *
 * A table of its own: Debian's `nftables.service` would begin by throwing away the rules of k3s and Docker.
 *
 * @see https://wiki.nftables.org/wiki-nftables/index.php/Matching_packet_metainformation
 * @see https://wiki.nftables.org/wiki-nftables/index.php/Configuring_chains#Base_chain_priority
 */
export function runnerWalls({ networks }: Cluster, runners: readonly Runner[]): string {
  const users = runners.flatMap(({ account, ids: { first, count } }) => [
    `"${account}"`,
    `${first}-${first + count - 1}`,
  ]);
  const inside = [networks.lan, networks.pods, networks.services, DOCKER_NETWORKS, "127.0.0.0/8", "169.254.0.0/16"];
  return `table inet lab_runner
delete table inet lab_runner

table inet lab_runner {
  chain output {
    type filter hook output priority mangle; policy accept;
    meta skuid { ${users.join(", ")} } jump job
  }

  chain job {
    ct state established,related accept
    ip daddr ${networks.lan} tcp dport { 53, 443 } accept
    ip daddr ${networks.lan} udp dport 53 accept
    ip daddr { ${inside.join(", ")} } reject
    meta nfproto ipv6 reject
  }
}
`;
}
