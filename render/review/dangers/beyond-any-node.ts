import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired } from "../desired.ts";
import { fieldsOf, valueAt } from "../objects/fields.ts";
import { amount, podAmount, RESOURCES, type Resource } from "../objects/pod-resources.ts";
import type { Danger } from "./danger.ts";

/**
 * Only where git holds the Nodes of the cluster, with their capacity, which is rare: it is silent elsewhere, and so in
 * this lab, whose `hosts/` say nothing of memory.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/#node-capacity
 */
export const beyondAnyNode: Danger = {
  id: "beyond-any-node",
  level: "warn",
  explanation:
    "A pod asks for more than the largest node has, and is never started; or may take more, and takes the node down with it",
  remedy: "Ask for less than a node has, or bring a larger node first",
  object: ({ cluster, object }, desired) => {
    const largest = largestNodes(desired).get(cluster);
    if (largest === undefined) return [];
    return RESOURCES.flatMap(resource => {
      const isBeyond = (side: "requests" | "limits") => (podAmount(object, side, resource) ?? 0) > largest[resource];
      if (isBeyond("requests")) return [{ what: `a pod asks for more ${resource} than any node has` }];
      return isBeyond("limits") ? [{ what: `a pod may take more ${resource} than any node has` }] : [];
    });
  },
};

const largestNodes = oncePer((desired: Desired) => {
  const largest = new Map<string, Record<Resource, number>>();
  for (const { cluster, object } of desired.objects) {
    if (groupKind(object) !== "Node") continue;
    const room = fieldsOf(valueAt(object, "status.allocatable") ?? valueAt(object, "status.capacity"));
    const known = largest.get(cluster) ?? { memory: 0, cpu: 0 };
    const larger = (resource: Resource) => Math.max(known[resource], amount(resource, room[resource]) ?? 0);
    const both = { memory: larger("memory"), cpu: larger("cpu") };
    if (both.memory > 0 && both.cpu > 0) largest.set(cluster, both);
  }
  return largest;
});
