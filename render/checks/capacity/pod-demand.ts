import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Container, PodSpec, Quantities } from "../../../platform/pod-template.ts";
import { cpuMillicores, memoryBytes } from "../../../platform/quantity.ts";
import type { Workload } from "../lab/objects-by-kind.ts";

/** An amount of what a node has: thousandths of a core, and bytes of memory. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

/** What the scheduler must find room for when a workload runs. */
export interface PodDemand {
  /** Request of each pod. */
  readonly each: Amount;
  /** Limit of memory of each pod, in bytes. */
  readonly memoryLimit: number;
  /** Number of pods, or one on every node that it selects. */
  readonly pods: number | "every-node";
  /** The one node that its selector admits. */
  readonly node?: string;
}

export const NOTHING: Amount = { cpu: 0, memory: 0 };

export function add(one: Amount, other: Amount): Amount {
  return { cpu: one.cpu + other.cpu, memory: one.memory + other.memory };
}

/** @param factor a whole number, or -1 to turn an addition into a subtraction */
export function times({ cpu, memory }: Amount, factor: number): Amount {
  return { cpu: cpu * factor, memory: memory * factor };
}

/** What a workload demands. What is no quantity counts as 0. */
export function podDemand({ object, template }: Pick<Workload, "object" | "template">): PodDemand {
  const node = template.spec.nodeSelector?.["kubernetes.io/hostname"];
  return {
    each: requestOf(template.spec),
    memoryLimit: running(template.spec).reduce((sum, { resources }) => sum + bytes(resources?.limits?.memory), 0),
    pods: podCount(object),
    ...(node !== undefined && { node }),
  };
}

function podCount({ kind, spec }: KubeObject): PodDemand["pods"] {
  const {
    replicas = 1,
    parallelism,
    jobTemplate,
  } = (spec ?? {}) as {
    replicas?: number;
    parallelism?: number;
    jobTemplate?: { spec?: { parallelism?: number } };
  };
  if (kind === "DaemonSet") return "every-node";
  if (kind === "Job" || kind === "CronJob") return parallelism ?? jobTemplate?.spec?.parallelism ?? 1;
  return kind === "Pod" ? 1 : replicas;
}

/**
 * What runs together, or what prepares it if that is more.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function requestOf(pod: PodSpec): Amount {
  let sidecars = NOTHING;
  let preparing = NOTHING;
  for (const container of pod.initContainers ?? []) {
    const request = containerRequest(container);
    if (isSidecar(container)) sidecars = add(sidecars, request);
    preparing = greater(preparing, isSidecar(container) ? sidecars : add(sidecars, request));
  }
  const together = (pod.containers ?? []).map(containerRequest).reduce(add, sidecars);
  return add(greater(together, preparing), amountOf((pod.overhead ?? {}) as Quantities));
}

function running({ initContainers = [], containers = [] }: PodSpec): Container[] {
  return [...initContainers.filter(isSidecar), ...containers];
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === "Always";
}

/** A limit without a request is one: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
function containerRequest({ resources }: Container): Amount {
  return amountOf({ ...resources?.limits, ...resources?.requests });
}

function amountOf({ cpu = 0, memory = 0 }: Quantities): Amount {
  return { cpu: cpuMillicores(cpu) ?? 0, memory: bytes(memory) };
}

function bytes(quantity: string | number = 0): number {
  return memoryBytes(quantity) ?? 0;
}

function greater(one: Amount, other: Amount): Amount {
  return { cpu: Math.max(one.cpu, other.cpu), memory: Math.max(one.memory, other.memory) };
}
