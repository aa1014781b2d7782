import type { Desired, Placed } from "../desired.ts";
import { type NamespaceLimit, namespaceLimits } from "../objects/namespace-limits.ts";
import { containerAmount, podAmount } from "../objects/pod-resources.ts";
import { containersOf } from "../objects/pods.ts";
import type { Danger, Sight } from "./danger.ts";

/** One pod against what its namespace allows; whether all pods together fit is a matter of capacity. */
export const beyondNamespace: Danger = {
  id: "beyond-namespace",
  level: "warn",
  explanation:
    "A pod wants more than its namespace allows to one: Kubernetes refuses to create it, and the old one may be gone by then",
  remedy: "Raise the LimitRange or ResourceQuota in an earlier change, or let the pod want less",
  whole: desired => desired.objects.flatMap(placed => seeIn(placed, desired)),
};

function seeIn(placed: Placed, desired: Desired): Sight[] {
  const limits = namespaceLimits(desired, placed.cluster, placed.namespace);
  if (limits.length === 0) return [];
  return limits.filter(limit => exceeds(placed, limit)).map(limit => ({ about: placed, what: told(limit) }));
}

function exceeds({ object }: Placed, { scope, side, resource, amount }: NamespaceLimit): boolean {
  if (scope !== "container") return (podAmount(object, side, resource) ?? 0) > amount;
  return containersOf(object).some(({ fields }) => (containerAmount(fields, side, resource) ?? 0) > amount);
}

function told({ source, scope, side, resource, text }: NamespaceLimit): string {
  const subject = `a ${scope === "container" ? "container" : "pod"} ${side === "requests" ? "asks for" : "may take"}`;
  return `${subject} more than the ${text} of ${resource} that ${source} allows${scope === "all" ? " in all" : ""}`;
}
