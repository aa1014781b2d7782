import type { Cluster } from "../../clusters/lab.ts";
import { stacks } from "../../platform/tofu/index.ts";
import type { Stack } from "../../platform/tofu/stack.ts";
import { notFound } from "../model/named.ts";

/** The stacks of a cluster, each after those that it needs. */
export function stacksOf(cluster: Cluster): Stack[] {
  return stacks.filter(({ exists }) => exists?.(cluster) ?? true);
}

/** @throws {Error} that suggests the nearest name when the cluster has no such stack */
export function stackNamed(cluster: Cluster, name: string): Stack {
  const known = stacksOf(cluster);
  const stack = known.find(candidate => candidate.name === name);
  if (stack !== undefined) return stack;
  throw new Error(
    notFound(
      `stack of ${cluster.name}`,
      name,
      known.map(candidate => candidate.name),
    ),
  );
}
