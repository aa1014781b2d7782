import type { Cluster } from "../../../clusters/lab.ts";
import type { Container, PodSpec } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TIMEOUTS } from "./configuration.ts";
import { PARAMETERS } from "./parameters.ts";
import type { Variable } from "./variables.ts";
import type { Mounted } from "./volumes.ts";

/** Share of its memory up to which Go collects garbage lazily; above, it works harder rather than be killed. */
const SOFT_LIMIT = 0.9;

/** One of Argo CD's own programs, each of which is one image and one pod. */
export interface ArgocdProgram {
  /** Of the pod's label, its container and its service account; the program is called so too, unless it says otherwise. */
  readonly name: string;
  readonly program?: string;
  readonly cluster: Cluster;
  readonly memoryMebibytes: number;
  readonly cpuMillicores: number;
  readonly variables: readonly Variable[];
  readonly ports: NonNullable<Container["ports"]>;
  readonly metricsPort: number;
  readonly readinessProbe: NonNullable<Container["readinessProbe"]>;
  readonly livenessProbe: NonNullable<Container["livenessProbe"]>;
  readonly mounted: readonly Mounted[];
  readonly workingDir?: string;
  /** Whether it talks to the API server. */
  readonly usesApi: boolean;
}

/**
 * The pod template of a program: without any right on its node, scraped, and begun anew when its parameters change.
 *
 * Argo CD starts before the lab's own priority classes exist, so its pods use one that Kubernetes makes itself.
 */
export function programPod({ name, cluster, mounted, usesApi, metricsPort, ...program }: ArgocdProgram) {
  const metrics = scraped({ port: metricsPort });
  return {
    metadata: {
      labels: { "app.kubernetes.io/name": name, ...metrics.labels },
      annotations: { ...metrics.annotations, ...configDigest({ ...PARAMETERS, ...TIMEOUTS }) },
    },
    spec: {
      ...guarded(name, usesApi),
      containers: [container(name, cluster, mounted, program)],
      volumes: mounted.map(({ volume }) => volume),
    },
  };
}

/** What every pod of Argo CD has, whichever program it runs. */
export function guarded(serviceAccountName: string, usesApi: boolean) {
  return {
    serviceAccountName,
    automountServiceAccountToken: usesApi,
    enableServiceLinks: false,
    priorityClassName: "system-cluster-critical",
    nodeSelector: { "kubernetes.io/os": "linux" },
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  } as const satisfies Partial<PodSpec>;
}

/** What every container of Argo CD may not do. */
export const WITHOUT_RIGHTS = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/** Requests and the one limit of a container. */
export function sized(cpuMillicores: number, memoryMebibytes: number) {
  const memory = `${memoryMebibytes}Mi`;
  return { requests: { cpu: `${cpuMillicores}m`, memory }, limits: { memory } };
}

export function argocdImage(cluster: Cluster): string {
  return pinnedImage(cluster, "argocd", "quay.io/argoproj/argocd");
}

function container(
  name: string,
  cluster: Cluster,
  mounted: readonly Mounted[],
  {
    program = name,
    memoryMebibytes,
    cpuMillicores,
    variables,
    ...rest
  }: Omit<ArgocdProgram, "name" | "cluster" | "mounted" | "usesApi" | "metricsPort">,
): Container {
  return {
    name,
    image: argocdImage(cluster),
    imagePullPolicy: "IfNotPresent",
    args: [`/usr/local/bin/${program}`],
    env: [...variables, { name: "GOMEMLIMIT", value: `${Math.floor(memoryMebibytes * SOFT_LIMIT)}MiB` }],
    resources: sized(cpuMillicores, memoryMebibytes),
    securityContext: WITHOUT_RIGHTS,
    volumeMounts: mounted.map(({ mount }) => mount),
    ...rest,
  };
}
