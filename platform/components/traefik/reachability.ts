import { Construct } from "constructs";
import { NetworkPolicy } from "../../kubernetes.ts";
import { AdmitPrometheus } from "../../shapes/admit-prometheus.ts";
import { tcp } from "../../shapes/peers.ts";
import { TRAEFIK } from "./api.ts";
import type { PORTS } from "./arguments.ts";

/**
 * Who may connect to Traefik: everybody to what is for everybody. To the entry point that believes what it is told of a
 * visitor's address only the tunnel may, which lets itself in. Probes come from the node, which no policy shuts out.
 *
 * It may connect anywhere: to the pods of every route, and to those who sign certificates.
 */
export class TraefikReachability extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { name, namespace } = TRAEFIK;
    new NetworkPolicy(this, "policy", {
      metadata: { name },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
        policyTypes: ["Ingress"],
        ingress: [{ ports: [tcp("web"), tcp("websecure")] }],
      },
    });
    new AdmitPrometheus(this, "metrics", { namespace, port: "metrics" satisfies keyof typeof PORTS });
  }
}
