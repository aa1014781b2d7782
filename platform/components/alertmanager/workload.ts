import { Construct } from "constructs";
import { type Container, StatefulSet } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import type { Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";

export const PORT = 9093;

/** Each secret is a folder here, each of its keys a file. They are read at every message, so a new one holds at once. */
export const SECRETS_FOLDER = "/etc/alertmanager-secrets";

export interface AlertmanagerWorkloadProps {
  readonly tool: Tool;
  /** Its configuration, which it reads once. */
  readonly data: Readonly<Record<string, string>>;
}

/** One process with its silences on a volume. */
export class AlertmanagerWorkload extends Construct {
  constructor(scope: Construct, id: string, { tool, data }: AlertmanagerWorkloadProps) {
    super(scope, id);
    const { name } = tool;
    const labels = { "app.kubernetes.io/name": name };
    const metrics = scraped({ port: PORT });
    new StatefulSet(this, "set", {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        updateStrategy: { type: "RollingUpdate" },
        serviceName: name,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...metrics.labels },
            annotations: { ...metrics.annotations, ...configDigest(data) },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: unprivileged(65534),
            containers: [container(tool)],
            volumes: [
              { name: "config", configMap: { name } },
              { name: "storage", persistentVolumeClaim: { claimName: owned(name, "data") } },
              { name: "receiver", secret: { secretName: owned(name, "receiver") } },
              { name: "watchdog", secret: { secretName: owned(name, "watchdog") } },
            ],
          },
        },
      },
    });
  }
}

function container({ cluster, name, host }: Tool): Container {
  return {
    name,
    image: pinnedImage(cluster, name, "quay.io/prometheus/alertmanager"),
    imagePullPolicy: "IfNotPresent",
    args: [
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      "--cluster.listen-address=", // there is no second one to talk to
      "--enable-feature=receiver-name-in-metrics",
      `--web.external-url=https://${host}`,
    ],
    ports: [{ name: "http", containerPort: PORT }],
    resources: { requests: { cpu: "10m", memory: "48Mi" }, limits: { memory: "48Mi" } },
    readinessProbe: { httpGet: { path: "/-/ready", port: "http" }, periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { httpGet: { path: "/-/healthy", port: "http" }, periodSeconds: 30, timeoutSeconds: 10 },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "config", mountPath: "/etc/alertmanager", readOnly: true },
      { name: "storage", mountPath: "/alertmanager" },
      { name: "receiver", mountPath: `${SECRETS_FOLDER}/receiver`, readOnly: true },
      { name: "watchdog", mountPath: `${SECRETS_FOLDER}/watchdog`, readOnly: true },
    ],
  };
}
