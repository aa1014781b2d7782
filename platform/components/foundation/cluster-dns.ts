import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { K3S_NAMESPACE } from "../../provided.ts";

/**
 * What the CoreDNS of k3s answers for the lab's domain. k3s reads every key `*.server` of this ConfigMap as a further
 * server block; its own ConfigMap `coredns` is written anew at each of its starts.
 *
 * @see https://docs.k3s.io/networking/networking-services#coredns
 */
export class ClusterDns extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new ConfigMap(this, "custom", {
      metadata: { name: "coredns-custom", namespace: K3S_NAMESPACE },
      data: { "lab.server": labServer(cluster) },
    });
  }
}

/**
 * Names without which the cluster cannot mend itself stand in it: Argo CD must find Gitea, and Traefik its certificate
 * authority, while Pi-hole is down. All others of the domain are Pi-hole's.
 *
 * @see https://coredns.io/plugins/hosts/ of which a server block may have one, and k3s has its own in that of `.`
 * @see https://coredns.io/plugins/forward/
 */
export function labServer(cluster: Cluster): string {
  const entries = Object.entries(staticNames(cluster)).map(([host, address]) => `        ${address} ${host}`);
  return `${cluster.domain}:53 {
    errors
    cache 30
    hosts {
${entries.join("\n")}
        fallthrough
    }
    forward . ${addressOf(cluster, cluster.pihole.node)}
}
`;
}

/** Address of each host by which the lab starts. Vault's leads to Traefik, which answers on every node. */
function staticNames(cluster: Cluster): Record<string, string> {
  const { gitea, stepCa, vault } = cluster;
  return {
    [gitea.host]: addressOf(cluster, gitea.node),
    [stepCa.host]: addressOf(cluster, stepCa.node),
    [vault.host]: addressOf(cluster, serverOf(cluster)),
  };
}

function serverOf({ name, nodes }: Cluster): string {
  const server = Object.keys(nodes).find(node => nodes[node]?.role === "server");
  if (server !== undefined) return server;
  throw new Error(`Cannot name hosts on ${name}: no node has the role "server"`);
}

function addressOf({ name, nodes }: Cluster, node: string): string {
  const address = nodes[node]?.address;
  if (address === undefined) throw new Error(`Cannot name hosts on ${name}: there is no node "${node}"`);
  return address;
}
