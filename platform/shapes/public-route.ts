import { Construct } from "constructs";
import type { Cluster } from "../../clusters/lab.ts";
import { LAPI } from "../components/crowdsec/api.ts";
import { IngressRoute, type IngressRouteTls, Middleware } from "../components/traefik/api.ts";
import { BOUNCER } from "../components/traefik/bouncer.ts";
import type { Instance } from "../instance.ts";
import { serviceHost } from "../naming.ts";
import { HTTP_PORT } from "./process.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * The route on an instance's public hosts: Cloudflare, tunnel, Traefik, and then CrowdSec, a rate limit and security
 * headers. The three middlewares lie in the instance's own namespace, so that Traefik needs no right to cross them.
 *
 * While CrowdSec does not answer, visitors pass by what it said last: its pod may be down without the site being so.
 */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, { app, publicHosts, cluster }: Instance) {
    super(scope, id);
    new Middleware(this, "crowdsec", {
      metadata: { name: "crowdsec" },
      spec: {
        plugin: {
          crowdsec: {
            enabled: true,
            crowdsecMode: "stream",
            crowdsecLapiScheme: "http",
            crowdsecLapiHost: `${serviceHost(LAPI.service, LAPI.namespace)}:${LAPI.port}`,
            crowdsecLapiKeyFile: BOUNCER.key.file,
            streamStartupBlock: false,
            updateMaxFailure: -1,
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
        entryPoints: ["tunnel"],
        routes: [
          {
            kind: "Rule",
            match: publicHosts.map(host => `Host(\`${host}\`)`).join(" || "),
            middlewares: [{ name: "crowdsec" }, { name: "rate-limit" }, { name: "security-headers" }],
            services: [{ name: app, port: HTTP_PORT }],
          },
        ],
        tls: publicTls(cluster),
      },
    });
  }
}

/** One certificate for all names of the zone: the record by which it is ordered holds one value at a time. */
function publicTls({ name, zone }: Cluster): IngressRouteTls {
  if (zone === undefined)
    throw new Error(`Cannot route a public host on ${name}: it has no zone, this is a bug in platform/`);
  return { certResolver: "letsencrypt", domains: [{ main: zone.name, sans: [`*.${zone.name}`] }] };
}
