import type { Cluster } from "../../clusters/lab.ts";
import { TRAEFIK } from "../components/traefik/api.ts";
import type { NetworkPolicyPeer, NetworkPolicyPort } from "../kubernetes.ts";

/** Pods by the value of their label `app.kubernetes.io/name`, in one namespace. */
export function podsNamed(name: string, namespace: string): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
  };
}

/** Whoever routes requests of people to a pod. */
export const INGRESS_PODS = podsNamed(TRAEFIK.name, TRAEFIK.namespace);

/** CoreDNS, which k3s brings. */
export const CLUSTER_DNS: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/** Everything but private and link-local networks: https://www.iana.org/assignments/iana-ipv4-special-registry */
export const INTERNET: NetworkPolicyPeer = {
  ipBlock: {
    cidr: "0.0.0.0/0",
    except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  },
};

/** Port of the API server on the nodes that have one; its Service leads there before a policy is asked. */
export const API_SERVER_PORT = 6443;

/** The nodes that run the API server. */
export function apiServers({ nodes }: Cluster): NetworkPolicyPeer[] {
  const servers = Object.values(nodes).filter(({ role }) => role === "server");
  return servers.map(({ address }) => ({ ipBlock: { cidr: `${address}/32` } }));
}

export function tcp(port: number | string): NetworkPolicyPort {
  return { protocol: "TCP", port };
}

/** Names are asked over both. */
export const DNS_PORTS: readonly NetworkPolicyPort[] = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
