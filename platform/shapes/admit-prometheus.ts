import { Construct } from "constructs";
import { TOOLS_NAMESPACE } from "../components/foundation/namespaces.ts";
import { NetworkPolicy } from "../kubernetes.ts";
import { SCRAPED } from "./metrics.ts";
import { podsNamed, tcp } from "./peers.ts";

export interface AdmitPrometheusProps {
  readonly namespace: string;
  /** Of the policy, for a unit with several such namespaces. Default `admit-prometheus`. */
  readonly name?: string;
  /** Where the metrics are, for pods with a port that nobody else may reach. Default: every port. */
  readonly port?: string;
}

/** Lets Prometheus reach the pods of a closed namespace that carry metrics. */
export class AdmitPrometheus extends Construct {
  constructor(scope: Construct, id: string, { namespace, name = "admit-prometheus", port }: AdmitPrometheusProps) {
    super(scope, id);
    new NetworkPolicy(this, "policy", {
      metadata: { name, namespace },
      spec: {
        podSelector: { matchLabels: SCRAPED },
        policyTypes: ["Ingress"],
        ingress: [
          { from: [podsNamed("prometheus", TOOLS_NAMESPACE)], ...(port !== undefined && { ports: [tcp(port)] }) },
        ],
      },
    });
  }
}
