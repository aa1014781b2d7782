import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, Deployment } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { GITEA_FOLDER } from "./scraping.ts";

export const PORT = 9090;

/** Of which it takes nine tenths for itself: it sets Go's own limit by that of its container. */
const MEMORY = "512Mi";

export interface PrometheusWorkloadProps {
  readonly name: string;
  readonly cluster: Cluster;
  /** Host of its own page, to which alerts lead back. */
  readonly host: string;
  /** Its configuration, by file. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * One process with a volume. Another configuration starts it anew, which leaves a gap of a minute: there is nothing that
 * reloads it, and so nothing that goes on with the old one because the new one has a mistake.
 */
export class PrometheusWorkload extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusWorkloadProps) {
    super(scope, id);
    const { name, data } = props;
    const labels = { "app.kubernetes.io/name": name };
    const metrics = scraped({ port: PORT });
    new Deployment(this, "deployment", {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...metrics.labels },
            annotations: { ...metrics.annotations, ...configDigest(data) },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            terminationGracePeriodSeconds: 300, // it writes what it has in memory
            securityContext: unprivileged(65534),
            containers: [container(props)],
            volumes: [
              { name: "config-volume", configMap: { name } },
              { name: "storage-volume", persistentVolumeClaim: { claimName: owned(name, "data") } },
              { name: "gitea", secret: { secretName: owned(name, "gitea"), optional: true } }, // it measures the rest without
            ],
          },
        },
      },
    });
  }
}

function container({ name, cluster, host }: PrometheusWorkloadProps): Container {
  return {
    name,
    image: pinnedImage(cluster, "prometheus", "quay.io/prometheus/prometheus"),
    imagePullPolicy: "IfNotPresent",
    args: [
      "--config.file=/etc/config/prometheus.yml",
      "--storage.tsdb.path=/data",
      `--web.external-url=https://${host}`,
      "--query.max-samples=5000000", // at 16 bytes each; by default one question may take more memory than there is
      "--query.max-concurrency=4",
    ],
    ports: [{ name: "http", containerPort: PORT }],
    resources: { requests: { cpu: "100m", memory: MEMORY }, limits: { memory: MEMORY } },
    readinessProbe: {
      httpGet: { path: "/-/ready", port: "http" },
      initialDelaySeconds: 30,
      periodSeconds: 5,
      timeoutSeconds: 4,
      failureThreshold: 3,
    },
    livenessProbe: {
      httpGet: { path: "/-/healthy", port: "http" },
      initialDelaySeconds: 30,
      periodSeconds: 15,
      timeoutSeconds: 10,
      failureThreshold: 3,
    },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "config-volume", mountPath: "/etc/config", readOnly: true },
      { name: "storage-volume", mountPath: "/data" },
      { name: "gitea", mountPath: GITEA_FOLDER, readOnly: true },
    ],
  };
}
