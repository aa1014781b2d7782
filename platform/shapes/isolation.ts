import { Construct } from "constructs";
import type { Instance } from "../instance.ts";
import {
  NetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from "../kubernetes.ts";
import { postgresAddress } from "../postgres.ts";

/**
 * The policy that closes an instance's namespace: nothing comes in, and nothing goes out but names, PostgreSQL if the app
 * has a database, and the ports on the Internet that it asked for. Shapes let in who may enter.
 */
export class Isolation extends Construct {
  constructor(scope: Construct, id: string, { internetPorts, database, cluster }: Instance) {
    super(scope, id);
    const egress: NetworkPolicyEgressRule[] = [{ to: [CLUSTER_DNS], ports: [port("UDP", 53), port("TCP", 53)] }];
    if (internetPorts.length > 0) {
      egress.push({ to: [INTERNET], ports: internetPorts.map(number => port("TCP", number)) });
    }
    if (database) {
      const server = { ipBlock: { cidr: `${postgresAddress(cluster)}/32` } };
      egress.push({ to: [server], ports: [port("TCP", cluster.postgres.port)] });
    }
    new NetworkPolicy(this, "policy", {
      metadata: { name: "isolation" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress },
    });
  }
}

const CLUSTER_DNS: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/** Everything but private and link-local networks: https://www.iana.org/assignments/iana-ipv4-special-registry */
const INTERNET: NetworkPolicyPeer = {
  ipBlock: {
    cidr: "0.0.0.0/0",
    except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  },
};

function port(protocol: "TCP" | "UDP", number: number): NetworkPolicyPort {
  return { protocol, port: number };
}
