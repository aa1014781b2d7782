import { Construct } from "constructs";
import { ConfigMap, Deployment, PodDisruptionBudget } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import type { Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { CREDENTIALS, METRICS_PORT, SETTINGS, tunnelFile } from "./settings.ts";

const UNPRIVILEGED = 65532;

/**
 * Two ends of the tunnel, on different nodes as far as there are two: the loss of one closes nothing. Where only one node
 * is left both run there, for a new pod must not wait for a node that may never come back. Before the tunnel is made
 * there are none: nobody has its credentials.
 */
export class Tunnel extends Construct {
  constructor(scope: Construct, id: string, { cluster, name, declared }: Tool) {
    super(scope, id);
    const files = { [SETTINGS.key]: tunnelFile(cluster.name, declared.instances) };
    const selector = { "app.kubernetes.io/name": name };
    const { labels, annotations } = scraped({ port: METRICS_PORT });
    new ConfigMap(this, "settings", { metadata: { name }, data: files });
    new Deployment(this, "deployment", {
      metadata: { name },
      spec: {
        replicas: cluster.zone?.tunnelId === undefined ? 0 : 2,
        revisionHistoryLimit: 2,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: { ...selector, ...labels },
            annotations: { ...annotations, ...configDigest(files) },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: UNPRIVILEGED,
              runAsGroup: UNPRIVILEGED,
              seccompProfile: { type: "RuntimeDefault" },
            },
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: selector },
              },
            ],
            containers: [
              {
                name,
                image: pinnedImage(cluster, "cloudflared", "docker.io/cloudflare/cloudflared"),
                imagePullPolicy: "IfNotPresent",
                args: ["tunnel", "--config", `${SETTINGS.folder}/${SETTINGS.key}`, "run"],
                ports: [{ name: "metrics", containerPort: METRICS_PORT }],
                resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } },
                // Ready while it has a connection to Cloudflare. A restart helps only who hangs: it reconnects by itself.
                readinessProbe: { httpGet: { path: "/ready", port: "metrics" }, periodSeconds: 10, timeoutSeconds: 5 },
                livenessProbe: {
                  httpGet: { path: "/healthcheck", port: "metrics" },
                  periodSeconds: 30,
                  timeoutSeconds: 5,
                },
                securityContext: CONFINED,
                volumeMounts: [
                  { name: "settings", mountPath: SETTINGS.folder, readOnly: true },
                  { name: "credentials", mountPath: CREDENTIALS.folder, readOnly: true },
                ],
              },
            ],
            volumes: [
              { name: "settings", configMap: { name } },
              { name: "credentials", secret: { secretName: owned(name, "credentials") } },
            ],
          },
        },
      },
    });
    new PodDisruptionBudget(this, "budget", {
      metadata: { name },
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    });
  }
}
