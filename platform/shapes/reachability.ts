import { Construct } from "constructs";
import type { Cluster } from "../../clusters/lab.ts";
import { TOOLS_NAMESPACE } from "../components/foundation/namespaces.ts";
import { NetworkPolicy, type NetworkPolicyEgressRule } from "../kubernetes.ts";
import { postgresAddress } from "../postgres.ts";
import {
  API_SERVER_PORT,
  apiServers,
  CLUSTER_DNS,
  DNS_PORTS,
  INGRESS_PODS,
  INTERNET,
  podsNamed,
  tcp,
} from "./peers.ts";

/** Whom a pod may connect to. */
export type Reach =
  | "api-server"
  | "gitea"
  | "postgres"
  /** Every machine of the LAN and every pod, on any port: for whoever looks at all of them. */
  | "everything-inside"
  /** TCP ports on the Internet. */
  | { readonly internet: readonly number[] }
  /** Pods of another tool, on these ports; in the namespace `tools` unless another is named. */
  | { readonly tool: string; readonly ports: readonly number[]; readonly namespace?: string };

export interface ReachabilityProps {
  /** Value of the label `app.kubernetes.io/name` of the pods. */
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster;
  /** Whether Traefik leads people to them. */
  readonly routed: boolean;
  readonly reaches: readonly Reach[];
}

/**
 * The network policies of a tool's pods in a namespace that is closed both ways: out to names and to what the tool
 * reaches, in from Traefik if it has a route. The other end of each connection between tools is opened by the one that
 * connects, so that one line says it all.
 */
export class Reachability extends Construct {
  constructor(scope: Construct, id: string, { name, namespace, cluster, routed, reaches }: ReachabilityProps) {
    super(scope, id);
    new NetworkPolicy(this, "own", {
      metadata: { name, namespace },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
        policyTypes: ["Ingress", "Egress"],
        ...(routed && { ingress: [{ from: [INGRESS_PODS] }] }),
        egress: [{ to: [CLUSTER_DNS], ports: DNS_PORTS }, ...reaches.map(reach => egress(cluster, reach))],
      },
    });
    for (const reach of reaches) {
      if (typeof reach === "string" || "internet" in reach) continue;
      const { tool, ports, namespace: place = TOOLS_NAMESPACE } = reach;
      new NetworkPolicy(this, `into-${tool}`, {
        metadata: { name: `${name}-into-${tool}`, namespace: place },
        spec: {
          podSelector: { matchLabels: { "app.kubernetes.io/name": tool } },
          policyTypes: ["Ingress"],
          ingress: [{ from: [podsNamed(name, namespace)], ports: ports.map(tcp) }],
        },
      });
    }
  }
}

function egress(cluster: Cluster, reach: Reach): NetworkPolicyEgressRule {
  if (reach === "api-server") return { to: apiServers(cluster), ports: [tcp(API_SERVER_PORT)] };
  if (reach === "gitea") return { to: [host(cluster.nodes[cluster.gitea.node]?.address)], ports: [tcp(443)] };
  if (reach === "postgres") return { to: [host(postgresAddress(cluster))], ports: [tcp(cluster.postgres.port)] };
  if (reach === "everything-inside") return { to: insideNetworks(cluster).map(cidr => ({ ipBlock: { cidr } })) };
  if ("internet" in reach) return { to: [INTERNET], ports: reach.internet.map(tcp) };
  return { to: [podsNamed(reach.tool, reach.namespace ?? TOOLS_NAMESPACE)], ports: reach.ports.map(tcp) };
}

function host(address: string | undefined) {
  return { ipBlock: { cidr: `${address}/32` } };
}

function insideNetworks({ networks }: Cluster): string[] {
  return [networks.lan, networks.pods, networks.services];
}
