import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap, type Container, Deployment, Service } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { LOGIN, NAME } from "./account.ts";
import { ALIVE } from "./caddyfile.ts";
import { gitSyncArguments, gitSyncEnvironment } from "./git-sync.ts";
import { FILES, FOLDERS, PORTS } from "./places.ts";
import { settings } from "./settings.ts";

const labels = { "app.kubernetes.io/name": NAME };
const metrics = scraped({ port: PORTS.metrics });

/** User of the image of git-sync, who owns the pages; to Caddy any user is the same. */
const USER = 65533;

/** One pod of two processes: git-sync fetches the pages into a folder that goes with the pod, Caddy serves them. */
export class SiteWorkload extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const data = settings(cluster);
    new ConfigMap(this, "settings", { metadata: { name: NAME }, data });
    new Deployment(this, "deployment", {
      metadata: { name: NAME },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, // a new pod has pages first
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...metrics.labels },
            annotations: { ...metrics.annotations, ...configDigest(data) },
          },
          spec: {
            serviceAccountName: NAME,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: unprivileged(USER),
            containers: [gitSync(cluster), caddy(cluster)],
            volumes: [
              { name: "pages", emptyDir: { sizeLimit: "256Mi" } },
              { name: "settings", configMap: { name: NAME } },
              { name: "login", secret: { secretName: LOGIN.object, defaultMode: 0o440 } },
              { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
            ],
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name: NAME },
      spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    });
  }
}

/** It is ready once it has fetched a commit, and stays so while Gitea is away. */
function gitSync(cluster: Cluster): Container {
  const env = gitSyncEnvironment(cluster);
  return {
    name: "git-sync",
    image: pinnedImage(cluster, "git-sync", "registry.k8s.io/git-sync/git-sync"),
    imagePullPolicy: "IfNotPresent",
    args: gitSyncArguments(cluster),
    ...(env.length > 0 && { env }),
    ports: [{ name: "metrics", containerPort: PORTS.metrics }],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    readinessProbe: { httpGet: { path: "/", port: "metrics" }, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: {
      httpGet: { path: "/metrics", port: "metrics" },
      ...{ periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "pages", mountPath: FOLDERS.pages },
      { name: "settings", mountPath: FOLDERS.settings, readOnly: true },
      { name: "login", mountPath: FOLDERS.login, readOnly: true },
      { name: "tmp", mountPath: "/tmp" }, // git's own settings, and the login while it is used
    ],
  };
}

/**
 * It is ready while the front page is there.
 *
 * Its program has a capability as a file, and does not start where none may have it, although it needs none.
 *
 * @see https://github.com/caddyserver/caddy-docker/issues/396
 */
function caddy(cluster: Cluster): Container {
  return {
    name: "caddy",
    image: pinnedImage(cluster, "caddy", "docker.io/library/caddy"),
    imagePullPolicy: "IfNotPresent",
    command: ["caddy"],
    args: ["run", `--config=${FOLDERS.settings}/${FILES.caddyfile}`, "--adapter=caddyfile"],
    ports: [{ name: "http", containerPort: PORTS.http }],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } },
    readinessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: {
      httpGet: { path: ALIVE, port: "http" },
      ...{ periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    },
    securityContext: { ...CONFINED, capabilities: { ...CONFINED.capabilities, add: ["NET_BIND_SERVICE"] } },
    volumeMounts: [
      { name: "pages", mountPath: FOLDERS.pages, readOnly: true },
      { name: "settings", mountPath: FOLDERS.settings, readOnly: true },
    ],
  };
}
