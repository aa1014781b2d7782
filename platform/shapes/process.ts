import type { Size } from "cdk8s";
import type { Instance } from "../instance.ts";
import type { Container, PodSpec, Volume, VolumeMount } from "../kubernetes.ts";
import { CONFINED, unprivileged } from "./hardening.ts";
import { scraped } from "./metrics.ts";

/** What a shape must know about the process that it runs. */
export interface ProcessProps {
  /** Port the process listens on, 1024 to 65535 (it is not root). */
  readonly port: number;
  /** Memory request and limit; equal, so that a Pi is never overcommitted. */
  readonly memory: Size;
  /** Share of a core that it is promised, in thousandths; it may use more. Default 50. */
  readonly cpuMillicores?: number;
  /** Path that answers 2xx or 3xx once it is ready. Default `/`. */
  readonly healthPath?: string;
}

/** How a process is watched. */
export interface WatchedProps {
  /** Path of its metrics, on the port of the process. Absent: it has none. */
  readonly metricsPath?: string;
}

/** Name of the one port of every HTTP process. */
export const HTTP_PORT = "http";

/** User and group of every process of ours; no user of a host has this number. */
const UNPRIVILEGED = 10001;

/** Labels that select the pods of an app in its namespace. They never change: selectors are immutable. */
export function selectorLabels(app: string): Record<string, string> {
  return { "app.kubernetes.io/name": app };
}

/** Metadata of the pods of an app. */
export function podMetadata({ app, port, metricsPath }: Instance & ProcessProps & WatchedProps) {
  const labels = selectorLabels(app);
  if (metricsPath === undefined) return { labels };
  const metrics = scraped({ port, path: metricsPath });
  return { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations };
}

/** What the `restricted` Pod Security Standard asks of a pod, and no access to the API server. */
export function hardenedPod({ name }: Instance) {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: unprivileged(UNPRIVILEGED),
  } as const satisfies Partial<PodSpec>;
}

/** One container with its port, probes and resources, and no privilege at all. */
export function hardenedContainer({
  app,
  image,
  port,
  memory,
  cpuMillicores = 50,
  healthPath = "/",
}: Instance & ProcessProps) {
  const probe = { httpGet: { path: healthPath, port: HTTP_PORT } };
  const bytes = memory.asString();
  return {
    name: app,
    image,
    imagePullPolicy: "IfNotPresent", // starts while the registry is down
    ports: [{ name: HTTP_PORT, containerPort: port }],
    resources: {
      requests: { cpu: `${cpuMillicores}m`, memory: bytes },
      limits: { memory: bytes },
    },
    startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 }, // five minutes on a cold Pi
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
  } satisfies Container;
}

/** A small writable `/tmp` beside the read-only root file system. */
export const scratch = {
  mount: { name: "tmp", mountPath: "/tmp" },
  volume: { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
} as const satisfies { mount: VolumeMount; volume: Volume };
