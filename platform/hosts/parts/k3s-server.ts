import type { Cluster } from "../../../clusters/lab.ts";
import { formatAddress, parseNetwork } from "../../../clusters/network.ts";
import type { PartOf } from "../machine.ts";
import { k3sNode } from "./k3s-node.ts";

/**
 * The one k3s server. Its data lie in SQLite, which is what k3s takes when nothing is said: etcd would wear a card out, and
 * one server needs none. A power cut does not harm it.
 *
 * @see https://docs.k3s.io/cli/server
 */
export const k3sServer: PartOf = machine => {
  const { cluster, name, node } = machine;
  if (node.role !== "server") return {};
  return k3sNode(machine, "server", {
    "tls-san": [node.address, name, `${name}.${cluster.domain}`],
    "cluster-cidr": cluster.networks.pods,
    "service-cidr": cluster.networks.services,
    "cluster-dns": clusterDns(cluster),
    "cluster-domain": "cluster.local",
    // Traefik and the storage classes are the tree's; CoreDNS, metrics-server and ServiceLB stay k3s's.
    disable: ["traefik", "local-storage"],
    "disable-helm-controller": true, // nothing is installed by HelmChart, and who could make one could do anything
    "embedded-registry": true,
    "secrets-encryption": true,
    "write-kubeconfig-mode": "0600",
    // Pods that a shutdown has ended stay as they are until there are more of them than this; by default 12500.
    "kube-controller-manager-arg": ["terminated-pod-gc-threshold=50"],
  });
};

/** The tenth address of the Services, as k3s has it by default for a network of its own choice. */
function clusterDns({ name, networks }: Cluster): string {
  const services = parseNetwork(networks.services);
  if (services !== undefined) return formatAddress(services.first + 10);
  throw new Error(
    `Cannot describe the server of ${name}: networks.services is no network, see clusters/${name}/index.ts`,
  );
}
