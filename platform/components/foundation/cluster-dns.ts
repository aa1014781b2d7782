import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { addressOf, staticNames } from "../../hosts/static-names.ts";
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
 * authority, while Pi-hole is down. All others of the domain are Pi-hole's, which leads them to Traefik's nodes.
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
