import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment, Service } from "../../kubernetes.ts";
import { hostname } from "../../naming.ts";
import { INGRESS_PODS } from "../../shapes/peers.ts";
import { IngressRoute } from "../traefik/api.ts";
import { Admission, PROMETHEUS } from "./admission.ts";
import { argocdLabels } from "./labels.ts";
import { type ArgocdProgram, programPod } from "./pod.ts";
import { may, READ, Rights, WRITE } from "./rights.ts";
import {
  CACHE_PASSWORD,
  cache,
  common,
  kubernetesClient,
  namedAlike,
  parameters,
  repoServerClient,
  telemetry,
  tlsServer,
} from "./variables.ts";
import {
  CLIENT_FILES,
  mutualCertificates,
  profiling,
  repoServerCertificates,
  SSH_KNOWN_HOSTS,
  scratch,
  TLS_CERTIFICATES,
} from "./volumes.ts";

const NAME = "argocd-server";

/** What people, `argocd` and Gitea's webhooks talk to, over HTTP and gRPC on one port. */
export class Server extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    this.rights();
    new Deployment(this, "workload", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "RollingUpdate" },
        selector: { matchLabels: { "app.kubernetes.io/name": NAME } },
        template: programPod(program(cluster)),
      },
    });
    this.services();
    this.route(hostname("argocd", cluster.domain));
    new Admission(this, "admission", {
      name: NAME,
      rules: [
        { from: [INGRESS_PODS], ports: [8080] },
        { from: [PROMETHEUS], ports: [8083] },
      ],
    });
  }

  /** Whoever is signed in acts through it, as far as Argo CD's own rights let them. */
  private rights(): void {
    new Rights(this, "rights", {
      name: NAME,
      own: [
        may([...READ, ...WRITE], "", ["secrets", "configmaps"]),
        may([...READ, ...WRITE], "argoproj.io", ["applications", "appprojects", "applicationsets"]),
        may(["create", "list"], "", ["events"]),
      ],
      everywhere: [
        may(["delete", "get", "patch"], "*", ["*"]),
        may(["list"], "", ["events"]),
        may(["get"], "", ["pods", "pods/log"]),
        may(READ, "argoproj.io", ["applications", "applicationsets"]),
        may(["create"], "batch", ["jobs"]),
        may(["create"], "argoproj.io", ["workflows"]),
      ],
    });
  }

  private services(): void {
    const selector = { "app.kubernetes.io/name": NAME };
    new Service(this, "service", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        selector,
        ports: [
          { name: "http", protocol: "TCP", port: 80, targetPort: 8080 },
          { name: "https", protocol: "TCP", port: 443, targetPort: 8080 },
        ],
      },
    });
    new Service(this, "metrics", {
      metadata: { name: "argocd-server-metrics", labels: argocdLabels("argocd-server-metrics") },
      spec: { selector, ports: [{ name: "metrics", protocol: "TCP", port: 8083, targetPort: 8083 }] },
    });
  }

  /**
   * gRPC, which the command `argocd` speaks, is HTTP/2 without TLS behind Traefik, and takes precedence.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/ingress/#traefik-v30
   */
  private route(host: string): void {
    const grpc = `Host(\`${host}\`) && Header(\`Content-Type\`, \`application/grpc\`)`;
    new IngressRoute(this, "route", {
      metadata: { name: "argocd" },
      spec: {
        entryPoints: ["websecure"],
        routes: [
          { kind: "Rule", match: `Host(\`${host}\`)`, priority: 10, services: [{ name: NAME, port: 80 }] },
          { kind: "Rule", match: grpc, priority: 11, services: [{ name: NAME, port: 80, scheme: "h2c" }] },
        ],
        tls: { certResolver: "step-ca" },
      },
    });
  }
}

function program(cluster: Cluster): ArgocdProgram {
  const probe = { initialDelaySeconds: 3, periodSeconds: 30 };
  return {
    name: NAME,
    cluster,
    memoryMebibytes: 128,
    cpuMillicores: 25,
    usesApi: true,
    variables: [
      CACHE_PASSWORD,
      ...parameters(
        common(VARIABLE, KEY),
        repoServerClient(VARIABLE, KEY),
        kubernetesClient(KEY),
        cache(KEY),
        telemetry(VARIABLE),
        tlsServer(KEY),
        namedAlike(VARIABLE, KEY, ALIKE),
        namedAlike("ARGOCD_", KEY, SHORT),
        namedAlike("ARGOCD_APPLICATIONSET_CONTROLLER_", "applicationsetcontroller.", GENERATORS),
        OTHERS,
      ),
    ],
    ports: [{ containerPort: 8080 }, { containerPort: 8083 }],
    metricsPort: 8083,
    readinessProbe: { httpGet: { path: "/healthz", port: 8080 }, ...probe },
    livenessProbe: { httpGet: { path: "/healthz?full=true", port: 8080 }, ...probe, timeoutSeconds: 5 },
    mounted: [
      SSH_KNOWN_HOSTS,
      TLS_CERTIFICATES,
      repoServerCertificates("/app/config/server/tls"),
      mutualCertificates(CLIENT_FILES),
      scratch("plugins-home", "/home/argocd"),
      scratch("tmp", "/tmp"),
      profiling(KEY),
    ],
  };
}

const VARIABLE = "ARGOCD_SERVER_";
const KEY = "server.";

const ALIKE = [
  ...["insecure", "basehref", "rootpath", "log.level", "listen.address", "metrics.listen.address", "disable.auth"],
  ...["dex.server", "dex.server.plaintext", "dex.server.strict.tls", "oidc.cache.expiration", "enable.gzip"],
  ...["x.frame.options", "content.security.policy", "connection.status.cache.expiration", "glob.cache.size"],
  ...["enable.proxy.extension", "webhook.parallelism.limit", "webhook.refresh.workers"],
];

const SHORT = [
  "app.state.cache.expiration",
  "k8sclient.retry.max",
  "k8sclient.retry.base.backoff",
  "api.content.types",
];

/** What it must know of ApplicationSets, to show what one would make. */
const GENERATORS = [
  ...["enable.new.git.file.globbing", "scm.root.ca.path", "allowed.scm.providers", "enable.scm.providers"],
  "enable.github.api.metrics",
];

const OTHERS = {
  ARGOCD_APPLICATION_NAMESPACES: "application.namespaces",
  ARGOCD_HYDRATOR_ENABLED: "hydrator.enabled",
  ARGOCD_MAX_COOKIE_NUMBER: "server.http.cookie.maxnumber",
  ARGOCD_SERVER_STATIC_ASSETS: "server.staticassets",
  ARGOCD_SYNC_WITH_REPLACE_ALLOWED: "server.sync.replace.allowed",
};
