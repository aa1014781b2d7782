import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, Deployment } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { scraped } from "../../shapes/metrics.ts";
import { Admission, PROMETHEUS } from "../argocd/admission.ts";
import { WITHOUT_RIGHTS } from "../argocd/pod.ts";
import { fromMap } from "../argocd/variables.ts";
import { type Mounted, scratch, TLS_CERTIFICATES } from "../argocd/volumes.ts";
import { NAME } from "./account.ts";
import { SETTINGS_MAP, settings } from "./settings.ts";

const METRICS_PORT = 8080;

/** The one process. It clones this repository for each bump, which takes more memory for a moment. */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const selector = { "app.kubernetes.io/name": NAME };
    const metrics = scraped({ port: METRICS_PORT });
    new Deployment(this, "workload", {
      metadata: { name: NAME, labels: selector },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" }, // two at a time would push over each other
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: { ...selector, ...metrics.labels },
            annotations: { ...metrics.annotations, ...configDigest(settings(cluster)) },
          },
          spec: {
            serviceAccountName: NAME,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 10,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
            containers: [container(cluster)],
            volumes: MOUNTED.map(({ volume }) => volume),
          },
        },
      },
    });
    new Admission(this, "admission", { name: NAME, rules: [{ from: [PROMETHEUS], ports: [METRICS_PORT] }] });
  }
}

function container(cluster: Cluster): Container {
  return {
    name: NAME,
    image: pinnedImage(cluster, NAME, "quay.io/argoprojlabs/argocd-image-updater"),
    imagePullPolicy: "IfNotPresent",
    args: ["--leader-election=false", "--metrics-secure=false", `--metrics-bind-address=:${METRICS_PORT}`, "run"],
    env: [...fromMap(SETTINGS_MAP, VARIABLES), { name: "GOMEMLIMIT", value: "58MiB" }],
    ports: [{ name: "metrics", containerPort: METRICS_PORT }],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    securityContext: WITHOUT_RIGHTS,
    readinessProbe: { httpGet: { path: "/readyz", port: 8081 }, initialDelaySeconds: 5, periodSeconds: 10 },
    livenessProbe: { httpGet: { path: "/healthz", port: 8081 }, initialDelaySeconds: 15, periodSeconds: 20 },
    volumeMounts: MOUNTED.map(({ mount }) => mount),
  };
}

const CONF = "image-updater-conf";

const MOUNTED: readonly Mounted[] = [
  {
    volume: {
      name: CONF,
      configMap: {
        name: SETTINGS_MAP,
        optional: true,
        items: [
          { key: "registries.conf", path: "registries.conf" },
          { key: "git.commit-message-template", path: "commit.template" },
        ],
      },
    },
    mount: { name: CONF, mountPath: "/app/config" },
  },
  TLS_CERTIFICATES,
  scratch("tmp", "/tmp"),
];

const VARIABLES = {
  ARGOCD_NAMESPACE: "argocd.namespace",
  GIT_COMMIT_EMAIL: "git.email",
  GIT_COMMIT_SIGNING_KEY: "git.commit-signing-key",
  GIT_COMMIT_SIGNING_METHOD: "git.commit-signing-method",
  GIT_COMMIT_SIGN_OFF: "git.commit-sign-off",
  GIT_COMMIT_USER: "git.user",
  IMAGE_UPDATER_INTERVAL: "interval",
  IMAGE_UPDATER_KUBE_EVENTS: "kube.events",
  IMAGE_UPDATER_LOGFORMAT: "log.format",
  IMAGE_UPDATER_LOGLEVEL: "log.level",
  IMAGE_UPDATER_WATCH_NAMESPACES: "watch.namespaces",
  MAX_CONCURRENT_APPS: "max_concurrent_apps",
  MAX_CONCURRENT_RECONCILES: "max_concurrent_reconciles",
};
