import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment, Service } from "../../kubernetes.ts";
import { Admission, PROMETHEUS } from "./admission.ts";
import { argocdLabels } from "./labels.ts";
import { type ArgocdProgram, programPod } from "./pod.ts";
import { may, READ, Rights, WRITE } from "./rights.ts";
import { common, kubernetesClient, namedAlike, parameters, repoServerClient } from "./variables.ts";
import {
  CLIENT_FILES,
  mutualCertificates,
  profiling,
  repoServerCertificates,
  SIGNING_KEYS,
  SSH_KNOWN_HOSTS,
  scratch,
  TLS_CERTIFICATES,
} from "./volumes.ts";

const NAME = "argocd-applicationset-controller";

/** Who may change ApplicationSets while several of it run. */
const LEASE = "58ac56fa.applicationsets.argoproj.io";

/**
 * What makes Applications from an ApplicationSet. The lab commits its Applications; this serves whoever tries one, in Argo
 * CD's own namespace: it has no rights elsewhere, as in the upstream's installation for a single namespace.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/manifests/namespace-install.yaml
 */
export class ApplicationSetController extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Rights(this, "rights", { name: NAME, own: RIGHTS });
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
          { name: "webhook", protocol: "TCP", port: 7000, targetPort: "webhook" },
          { name: "metrics", protocol: "TCP", port: 8080, targetPort: "metrics" },
        ],
      },
    });
    new Admission(this, "admission", { name: NAME, rules: [{ from: [PROMETHEUS], ports: [8080] }] });
  }
}

const RIGHTS = [
  may([...READ, ...WRITE], "argoproj.io", ["applications", "applicationsets", "applicationsets/finalizers"]),
  may(READ, "argoproj.io", ["appprojects"]),
  may(["get", "patch", "update"], "argoproj.io", ["applicationsets/status"]),
  may(["create", "get", "list", "patch", "watch"], "", ["events"]),
  may(READ, "", ["secrets", "configmaps"]),
  may(["create"], "coordination.k8s.io", ["leases"]),
  { ...may(["get", "update", "create"], "coordination.k8s.io", ["leases"]), resourceNames: [LEASE] },
];

function program(cluster: Cluster): ArgocdProgram {
  const probe = { tcpSocket: { port: "metrics" } }; // it answers 404 where the others say how they are
  return {
    name: NAME,
    cluster,
    memoryMebibytes: 64,
    cpuMillicores: 10,
    usesApi: true,
    variables: [
      ...parameters(
        common(VARIABLE, KEY),
        repoServerClient(VARIABLE, KEY),
        kubernetesClient(KEY),
        namedAlike(VARIABLE, KEY, ALIKE),
        OTHERS,
      ),
      { name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
    ],
    ports: [
      { name: "webhook", containerPort: 7000 },
      { name: "metrics", containerPort: 8080 },
    ],
    metricsPort: 8080,
    readinessProbe: probe,
    livenessProbe: { ...probe, periodSeconds: 30 },
    mounted: [
      SSH_KNOWN_HOSTS,
      TLS_CERTIFICATES,
      ...SIGNING_KEYS,
      scratch("tmp", "/tmp"),
      repoServerCertificates("/app/config/reposerver/tls"),
      mutualCertificates(CLIENT_FILES),
      profiling(KEY),
    ],
  };
}

const VARIABLE = "ARGOCD_APPLICATIONSET_CONTROLLER_";
const KEY = "applicationsetcontroller.";

const ALIKE = [
  ...["global.preserved.annotations", "global.preserved.labels", "enable.leader.election", "policy", "debug"],
  ...["enable.policy.override", "enable.progressive.syncs", "enable.new.git.file.globbing", "namespaces"],
  ...["scm.root.ca.path", "allowed.scm.providers", "enable.scm.providers", "enable.github.api.metrics"],
  ...["webhook.parallelism.limit", "requeue.after"],
];

const OTHERS = {
  ARGOCD_APPLICATIONSET_CONTROLLER_CONCURRENT_RECONCILIATIONS:
    "applicationsetcontroller.concurrent.reconciliations.max",
  ARGOCD_APPLICATIONSET_CONTROLLER_DRY_RUN: "applicationsetcontroller.dryrun",
  ARGOCD_APPLICATIONSET_CONTROLLER_LOGLEVEL: "applicationsetcontroller.log.level",
  ARGOCD_APPLICATIONSET_CONTROLLER_MAX_RESOURCES_STATUS_COUNT: "applicationsetcontroller.status.max.resources.count",
  ARGOCD_APPLICATIONSET_CONTROLLER_TOKENREF_STRICT_MODE: "applicationsetcontroller.enable.tokenref.strict.mode",
  ARGOCD_LOG_FORMAT_TIMESTAMP: "log.format.timestamp",
  ARGOCD_GIT_MODULES_ENABLED: "applicationsetcontroller.enable.git.submodule",
};
