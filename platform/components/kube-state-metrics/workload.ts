import { Construct } from "constructs";
import { type Container, Deployment } from "../../kubernetes.ts";
import { NO_BACKUP } from "../../no-backup.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import type { Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { WATCHED } from "./watched.ts";

/** Port of what it measures; on the next one it says how it is itself. */
const PORT = 8080;
const OWN_PORT = 8081;

/** One process that watches the API server and keeps nothing. */
export class KubeStateWorkload extends Construct {
  constructor(scope: Construct, id: string, tool: Tool) {
    super(scope, id);
    const { name } = tool;
    const labels = { "app.kubernetes.io/name": name };
    const metrics = scraped({ port: PORT });
    new Deployment(this, "deployment", {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "RollingUpdate" },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              runAsGroup: 65534,
              fsGroup: 65534,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [container(tool)],
          },
        },
      },
    });
  }
}

function container({ cluster, name }: Tool): Container {
  const probe = { initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 };
  return {
    name,
    image: pinnedImage(cluster, name, "registry.k8s.io/kube-state-metrics/kube-state-metrics"),
    imagePullPolicy: "IfNotPresent",
    args: [
      `--port=${PORT}`,
      `--resources=${Object.values(WATCHED).flat().join(",")}`,
      `--metric-annotations-allowlist=persistentvolumeclaims=[${NO_BACKUP}]`, // who is asked about backups must know
    ],
    ports: [
      { name: "http", containerPort: PORT },
      { name: "metrics", containerPort: OWN_PORT },
    ],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } },
    livenessProbe: { httpGet: { path: "/livez", port: "http" }, ...probe },
    readinessProbe: { httpGet: { path: "/readyz", port: "metrics" }, ...probe },
    securityContext: CONFINED,
  };
}
