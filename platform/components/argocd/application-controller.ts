import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Service, StatefulSet } from "../../kubernetes.ts";
import { Admission, PROMETHEUS } from "./admission.ts";
import { SETTINGS_MAP } from "./configuration.ts";
import { argocdLabels } from "./labels.ts";
import { type ArgocdProgram, programPod } from "./pod.ts";
import { may, READ, Rights, WRITE } from "./rights.ts";
import {
  CACHE_PASSWORD,
  cache,
  common,
  fromMap,
  kubernetesClient,
  namedAlike,
  parameters,
  repoServerClient,
  telemetry,
} from "./variables.ts";
import { CLIENT_FILES, mutualCertificates, profiling, repoServerCertificates, scratch } from "./volumes.ts";

const NAME = "argocd-application-controller";

/** Its only Service. */
const METRICS_SERVICE = "argocd-metrics";

/** What compares git with the cluster, and syncs. It may do everything: it makes whatever git says. */
export class ApplicationController extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Rights(this, "rights", {
      name: NAME,
      own: [
        may(READ, "", ["secrets", "configmaps"]),
        may([...READ, ...WRITE], "argoproj.io", ["applications", "applicationsets", "appprojects"]),
        may(["create", "list"], "", ["events"]),
        may(READ, "apps", ["deployments"]),
      ],
      everywhere: [may(["*"], "*", ["*"]), { nonResourceURLs: ["*"], verbs: ["*"] }],
    });
    new StatefulSet(this, "workload", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        updateStrategy: { type: "RollingUpdate" },
        serviceName: METRICS_SERVICE,
        selector: { matchLabels: { "app.kubernetes.io/name": NAME } },
        template: programPod(program(cluster)),
      },
    });
    new Service(this, "metrics", {
      metadata: { name: METRICS_SERVICE, labels: argocdLabels(METRICS_SERVICE) },
      spec: {
        selector: { "app.kubernetes.io/name": NAME },
        ports: [{ name: "metrics", protocol: "TCP", port: 8082, targetPort: 8082 }],
      },
    });
    new Admission(this, "admission", { name: NAME, rules: [{ from: [PROMETHEUS], ports: [8082] }] });
  }
}

function program(cluster: Cluster): ArgocdProgram {
  const probe = { httpGet: { path: "/healthz", port: 8082 }, initialDelaySeconds: 5 };
  return {
    name: NAME,
    cluster,
    memoryMebibytes: 512,
    cpuMillicores: 100,
    usesApi: true,
    variables: [
      CACHE_PASSWORD,
      ...parameters(
        common(VARIABLE, KEY),
        repoServerClient(VARIABLE, KEY),
        kubernetesClient(KEY),
        cache(KEY),
        telemetry(VARIABLE),
        namedAlike(VARIABLE, KEY, ALIKE),
        namedAlike("ARGOCD_", KEY, SHORT),
        OTHERS,
      ),
      ...fromMap(SETTINGS_MAP, {
        ARGOCD_RECONCILIATION_TIMEOUT: "timeout.reconciliation",
        ARGOCD_HARD_RECONCILIATION_TIMEOUT: "timeout.hard.reconciliation",
        ARGOCD_RECONCILIATION_JITTER: "timeout.reconciliation.jitter",
      }),
      { name: "ARGOCD_CONTROLLER_REPLICAS", value: "1" },
      { name: "KUBECACHEDIR", value: "/tmp/kubecache" },
      // A controller that is killed amid new CRDs knows their schema only after this; the default is twelve hours.
      { name: "ARGOCD_CLUSTER_CACHE_RESYNC_DURATION", value: "30m" },
    ],
    ports: [{ containerPort: 8082 }],
    metricsPort: 8082,
    readinessProbe: { ...probe, periodSeconds: 10 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    workingDir: "/home/argocd",
    mounted: [
      repoServerCertificates("/app/config/controller/tls"),
      mutualCertificates(CLIENT_FILES),
      scratch("argocd-home", "/home/argocd"),
      profiling(KEY),
      scratch("argocd-application-controller-tmp", "/tmp"),
    ],
  };
}

const VARIABLE = "ARGOCD_APPLICATION_CONTROLLER_";
const KEY = "controller.";

const ALIKE = [
  ...["status.processors", "operation.processors", "hydration.processors", "kubectl.parallelism.limit"],
  ...["metrics.cache.expiration", "self.heal.timeout.seconds", "self.heal.backoff.timeout.seconds"],
  ...["self.heal.backoff.factor", "self.heal.backoff.cap.seconds", "self.heal.backoff.cooldown.seconds"],
];

const SHORT = [
  ...["repo.error.grace.period.seconds", "app.state.cache.expiration"],
  ...["k8sclient.retry.max", "k8sclient.retry.base.backoff", "ignore.normalizer.jq.timeout"],
  ...["cluster.cache.batch.events.processing", "cluster.cache.events.processing.interval"],
];

const OTHERS = {
  ARGOCD_APPLICATION_CONTROLLER_COMMIT_SERVER: "commit.server",
  ARGOCD_APPLICATION_CONTROLLER_LOGLEVEL: "controller.log.level",
  ARGOCD_APPLICATION_CONTROLLER_PERSIST_RESOURCE_HEALTH: "controller.resource.health.persist",
  ARGOCD_APPLICATION_CONTROLLER_SERVER_SIDE_DIFF: "controller.diff.server.side",
  ARGOCD_APPLICATION_CONTROLLER_SYNC_TIMEOUT: "controller.sync.timeout.seconds",
  ARGOCD_APPLICATION_NAMESPACES: "application.namespaces",
  ARGOCD_CONTROLLER_SHARDING_ALGORITHM: "controller.sharding.algorithm",
  ARGOCD_HYDRATOR_ENABLED: "hydrator.enabled",
  ARGOCD_LOG_FORMAT_TIMESTAMP: "log.format.timestamp",
  ARGOCD_SYNC_WAVE_DELAY: "controller.sync.wave.delay.seconds",
};
