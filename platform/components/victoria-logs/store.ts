import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, Deployment, Service } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { VICTORIA_LOGS } from "./api.ts";

const { name, port } = VICTORIA_LOGS;
const labels = { "app.kubernetes.io/name": name };
const metrics = scraped({ port });

/** Any number that is no user of a host: the image is for root, and the process needs nothing of it. */
const USER = 65534;

/**
 * Flags of the store. Whichever comes first drops the oldest day: a fortnight, or four fifths of the volume, so that a
 * container that shouts shortens the past and never fills the disk.
 *
 * @see https://docs.victoriametrics.com/victorialogs/#retention
 */
export const STORE_FLAGS = [
  "-storageDataPath=/data",
  "-retentionPeriod=14d",
  "-retention.maxDiskSpaceUsageBytes=4GiB",
  "-search.maxConcurrentRequests=2", // each may take all cores and much memory
  "-loggerFormat=json",
];

/** One process that receives, keeps and searches all logs. */
export class Store extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Deployment(this, "deployment", {
      metadata: { name },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: unprivileged(USER),
            containers: [container(cluster)],
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: owned(name, "data") } }],
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name },
      spec: { selector: labels, ports: [{ name: "http", port, targetPort: "http" }] },
    });
  }
}

/**
 * Without a soft limit below the hard one, Go lets garbage grow until the kernel kills the process: 400 000 lines at
 * once were enough. With it, 800 000 lines peaked at 179 MiB, and it rests below 100.
 */
function container(cluster: Cluster): Container {
  const probe = { httpGet: { path: "/health", port: "http" } };
  return {
    name,
    image: pinnedImage(cluster, name, "docker.io/victoriametrics/victoria-logs"),
    imagePullPolicy: "IfNotPresent",
    args: STORE_FLAGS,
    env: [{ name: "GOMEMLIMIT", value: "160MiB" }],
    ports: [{ name: "http", containerPort: port }],
    resources: { requests: { cpu: "50m", memory: "192Mi" }, limits: { memory: "192Mi" } },
    startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
    volumeMounts: [{ name: "data", mountPath: "/data" }],
  };
}
