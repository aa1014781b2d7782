import { Construct } from "constructs";
import { TOOLS_NAMESPACE } from "../components/foundation/namespaces.ts";
import type { Instance } from "../instance.ts";
import { NetworkPolicy, type NetworkPolicyEgressRule } from "../kubernetes.ts";
import { postgresAddress } from "../postgres.ts";
import { CLUSTER_DNS, DNS_PORTS, INTERNET, podsNamed, tcp } from "./peers.ts";

/**
 * The policy that closes an instance's namespace: nothing comes in, and nothing goes out but names, PostgreSQL if the app
 * has a database, the tools that it uses, and the ports on the Internet that it asked for. Shapes let in who may enter.
 */
export class Isolation extends Construct {
  constructor(scope: Construct, id: string, { internetPorts, database, tools, cluster }: Instance) {
    super(scope, id);
    const egress: NetworkPolicyEgressRule[] = [{ to: [CLUSTER_DNS], ports: DNS_PORTS }];
    if (internetPorts.length > 0) {
      egress.push({ to: [INTERNET], ports: internetPorts.map(tcp) });
    }
    if (database) {
      const server = { ipBlock: { cidr: `${postgresAddress(cluster)}/32` } };
      egress.push({ to: [server], ports: [tcp(cluster.postgres.port)] });
    }
    for (const tool of tools) egress.push({ to: [podsNamed(tool, TOOLS_NAMESPACE)] });
    new NetworkPolicy(this, "policy", {
      metadata: { name: "isolation" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress },
    });
  }
}
