import type { KubeObject } from "../../../platform/kube-object.ts";
import { cpuMillicores, memoryBytes } from "../../../platform/quantity.ts";
import { type Fields, fieldsOf, valueAt } from "./fields.ts";
import { containersOf } from "./pods.ts";

/** What pods share out: memory in bytes, cpu in thousandths of a core. */
export const RESOURCES = ["memory", "cpu"] as const;

export type Resource = (typeof RESOURCES)[number];

export type Side = "requests" | "limits";

/** Reads a quantity of a resource; undefined for what is none. */
export function amount(resource: Resource, quantity: unknown): number | undefined {
  if (typeof quantity !== "string" && typeof quantity !== "number") return undefined;
  return resource === "memory" ? memoryBytes(quantity) : cpuMillicores(quantity);
}

/**
 * What one pod asks for, or may take, in all: the sum of its containers, or the largest of those that run first, where
 * that is more. A request that is not written is the limit. Undefined if a container says nothing.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podAmount(object: KubeObject, side: Side, resource: Resource): number | undefined {
  const containers = containersOf(object);
  const amounts = (runsFirst: boolean) =>
    containers.filter(one => one.runsFirst === runsFirst).map(({ fields }) => containerAmount(fields, side, resource));
  const together = amounts(false);
  if (together.length === 0 || together.includes(undefined)) return undefined;
  const sum = together.reduce<number>((total, one) => total + (one ?? 0), 0);
  return Math.max(sum, ...amounts(true).map(one => one ?? 0));
}

/** What one container asks for, or may take. */
export function containerAmount(container: Fields, side: Side, resource: Resource): number | undefined {
  const { requests, limits } = fieldsOf(container.resources);
  const written = valueAt(side === "requests" ? requests : limits, resource);
  return amount(resource, written ?? (side === "requests" ? valueAt(limits, resource) : undefined));
}
