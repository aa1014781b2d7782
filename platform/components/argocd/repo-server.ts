import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment, Service } from "../../kubernetes.ts";
import { Admission, ownPods, PROMETHEUS } from "./admission.ts";
import { SETTINGS_MAP } from "./configuration.ts";
import { argocdLabels } from "./labels.ts";
import { type ArgocdProgram, programPod } from "./pod.ts";
import { Rights } from "./rights.ts";
import { CACHE_PASSWORD, cache, common, fromMap, namedAlike, parameters, telemetry, tlsServer } from "./variables.ts";
import {
  mutualCertificates,
  profiling,
  repoServerCertificates,
  SIGNING_KEYS,
  SSH_KNOWN_HOSTS,
  scratch,
  TLS_CERTIFICATES,
} from "./volumes.ts";

const NAME = "argocd-repo-server";

/** What clones repositories and reads manifests, or lets Helm make them for an app with a chart of its own. */
export class RepoServer extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Rights(this, "rights", { name: NAME });
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
    new Service(this, "service", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        selector: { "app.kubernetes.io/name": NAME },
        ports: [
          { name: "server", protocol: "TCP", port: 8081, targetPort: 8081 },
          { name: "metrics", protocol: "TCP", port: 8084, targetPort: 8084 },
        ],
      },
    });
    const clients = ownPods("argocd-server", "argocd-application-controller", "argocd-applicationset-controller");
    new Admission(this, "admission", {
      name: NAME,
      rules: [
        { from: clients, ports: [8081] },
        { from: [PROMETHEUS], ports: [8084] },
      ],
    });
  }
}

function program(cluster: Cluster): ArgocdProgram {
  return {
    name: NAME,
    cluster,
    memoryMebibytes: 256,
    cpuMillicores: 50,
    usesApi: false,
    variables: [
      CACHE_PASSWORD,
      ...parameters(
        common(VARIABLE, KEY),
        cache(KEY),
        telemetry(VARIABLE),
        tlsServer(KEY),
        namedAlike(VARIABLE, KEY, ALIKE),
        namedAlike("ARGOCD_", KEY, SHORT),
        OTHERS,
      ),
      ...fromMap(SETTINGS_MAP, { ARGOCD_RECONCILIATION_TIMEOUT: "timeout.reconciliation" }),
      ...["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"].map(name => ({ name, value: "/helm-working-dir" })),
    ],
    ports: [{ containerPort: 8081 }, { containerPort: 8084 }],
    metricsPort: 8084,
    readinessProbe: { httpGet: { path: "/healthz", port: 8084 }, initialDelaySeconds: 5, periodSeconds: 10 },
    livenessProbe: {
      httpGet: { path: "/healthz?full=true", port: 8084 },
      ...{ initialDelaySeconds: 30, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
    },
    mounted: [
      SSH_KNOWN_HOSTS,
      TLS_CERTIFICATES,
      ...SIGNING_KEYS,
      repoServerCertificates("/app/config/reposerver/tls"),
      mutualCertificates(["client-ca.crt"]),
      scratch("tmp", "/tmp"),
      scratch("helm-working-dir", "/helm-working-dir"),
      profiling(KEY),
    ],
  };
}

const VARIABLE = "ARGOCD_REPO_SERVER_";
const KEY = "reposerver.";

const ALIKE = [
  ...["parallelism.limit", "listen.address", "disable.tls", "client.ca.path", "include.hidden.directories"],
  ...["max.combined.directory.manifests.size", "plugin.tar.exclusions", "plugin.use.manifest.generate.paths"],
  ...["streamed.manifest.max.tar.size", "streamed.manifest.max.extracted.size", "enable.builtin.git.config"],
  ...["helm.manifest.max.extracted.size", "disable.helm.manifest.max.extracted.size", "oci.layer.media.types"],
  ...["oci.manifest.max.extracted.size", "disable.oci.manifest.max.extracted.size"],
];

const SHORT = ["repo.cache.expiration", "revision.cache.lock.timeout", "git.request.timeout", "helm.user.agent"];

const OTHERS = {
  ARGOCD_GIT_LS_REMOTE_PARALLELISM_LIMIT: "reposerver.git.lsremote.parallelism.limit",
  ARGOCD_GIT_MODULES_ENABLED: "reposerver.enable.git.submodule",
  ARGOCD_GRPC_MAX_SIZE_MB: "reposerver.grpc.max.size",
  ARGOCD_LOG_FORMAT_TIMESTAMP: "log.format.timestamp",
  ARGOCD_REPO_SERVER_ALLOW_OUT_OF_BOUNDS_SYMLINKS: "reposerver.allow.oob.symlinks",
  ARGOCD_REPO_SERVER_LISTEN_METRICS_ADDRESS: "reposerver.metrics.listen.address",
  ARGOCD_REPO_SERVER_LOGLEVEL: "reposerver.log.level",
};
