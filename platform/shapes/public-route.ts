import { Construct } from "constructs";
import { TOOLS_NAMESPACE } from "../components/foundation/namespaces.ts";
import { IngressRoute, Middleware } from "../components/traefik/api.ts";
import type { Instance } from "../instance.ts";
import { serviceHost } from "../naming.ts";
import { HTTP_PORT } from "./process.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * The route on an instance's public hosts: Cloudflare, tunnel, Traefik, and then CrowdSec, a rate limit and security
 * headers. The three middlewares lie in the instance's own namespace, so that Traefik needs no right to cross them.
 */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, { app, publicHosts }: Instance) {
    super(scope, id);
    new Middleware(this, "crowdsec", {
      metadata: { name: "crowdsec" },
      spec: {
        plugin: {
          crowdsec: {
            enabled: true,
            crowdsecMode: "stream",
            crowdsecLapiScheme: "http",
            crowdsecLapiHost: `${serviceHost("crowdsec-service", TOOLS_NAMESPACE)}:8080`,
            crowdsecLapiKeyFile: "/etc/crowdsec/bouncer-key", // of Traefik's pod: a key in here would be in git
          },
        },
      },
    });
    new Middleware(this, "rate-limit", {
      metadata: { name: "rate-limit" },
      spec: {
        rateLimit: {
          average: 50,
          burst: 100,
          period: "1s",
          sourceCriterion: { requestHeaderName: "Cf-Connecting-Ip" }, // all visitors connect from the tunnel's pods
        },
      },
    });
    new Middleware(this, "security-headers", {
      metadata: { name: "security-headers" },
      spec: {
        headers: {
          stsSeconds: YEAR_SECONDS,
          contentTypeNosniff: true,
          frameDeny: true,
          referrerPolicy: "strict-origin-when-cross-origin",
        },
      },
    });
    new IngressRoute(this, "route", {
      metadata: { name: `${app}-public` },
      spec: {
        entryPoints: ["websecure"],
        routes: [
          {
            kind: "Rule",
            match: publicHosts.map(host => `Host(\`${host}\`)`).join(" || "),
            middlewares: [{ name: "crowdsec" }, { name: "rate-limit" }, { name: "security-headers" }],
            services: [{ name: app, port: HTTP_PORT }],
          },
        ],
        tls: { certResolver: "letsencrypt" },
      },
    });
  }
}
