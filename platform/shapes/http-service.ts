import { Construct } from "constructs";
import { IngressRoute } from "../components/traefik/api.ts";
import type { Instance } from "../instance.ts";
import { NetworkPolicy, Service } from "../kubernetes.ts";
import { INGRESS_PODS } from "./peers.ts";
import { HTTP_PORT, selectorLabels } from "./process.ts";
import { PublicRoute } from "./public-route.ts";

/**
 * How an instance's HTTP process is reached: a Service, a route on its host inside the lab, one on its public hosts if
 * it has any, and a policy that lets Traefik, and nobody else, in.
 */
export class HttpService extends Construct {
  constructor(scope: Construct, id: string, instance: Instance) {
    super(scope, id);
    const { app } = instance;
    new Service(this, "service", {
      metadata: { name: app },
      spec: {
        selector: selectorLabels(app),
        ports: [{ name: HTTP_PORT, port: 80, targetPort: HTTP_PORT }],
      },
    });
    new IngressRoute(this, "route", {
      metadata: { name: app },
      spec: {
        entryPoints: ["websecure"],
        routes: [{ kind: "Rule", match: `Host(\`${instance.host}\`)`, services: [{ name: app, port: HTTP_PORT }] }],
        tls: { certResolver: "step-ca" },
      },
    });
    if (instance.publicHosts.length > 0) new PublicRoute(this, "public", instance);
    this.admitTraefik(app);
  }

  private admitTraefik(app: string): void {
    new NetworkPolicy(this, "admit-traefik", {
      metadata: { name: "admit-traefik" },
      spec: {
        podSelector: { matchLabels: selectorLabels(app) },
        policyTypes: ["Ingress"],
        ingress: [{ from: [INGRESS_PODS], ports: [{ protocol: "TCP", port: HTTP_PORT }] }],
      },
    });
  }
}
