import type { Desired, Placed } from "../desired.ts";
import { type Binding, bindingOf } from "../objects/bindings.ts";
import { neighbour } from "../objects/neighbour.ts";
import { rulesOf } from "../objects/rbac-rules.ts";
import type { Danger } from "./danger.ts";

/** `cluster-admin`, and every ClusterRole in git that allows as much under another name. */
export const bindingToClusterAdmin: Danger = {
  id: "binding-to-cluster-admin",
  level: "warn",
  explanation:
    "Somebody may do everything: whoever takes over its pod or token has the namespace, or the whole cluster",
  remedy: "Bind a role that allows what is needed and no more",
  object: (placed, desired) => {
    const binding = bindingOf(placed);
    if (binding === undefined || !allowsAll(binding, placed, desired)) return [];
    const where = binding.isEverywhere ? "in the whole cluster" : `in "${placed.namespace}"`;
    return binding.subjects.map(({ text }) => ({ what: `${text} may do everything ${where}`, field: "subjects" }));
  },
};

function allowsAll({ role }: Binding, placed: Placed, desired: Desired): boolean {
  if (role.kind !== "ClusterRole") return false;
  if (role.name === "cluster-admin") return true;
  const known = neighbour(placed, desired, "rbac.authorization.k8s.io/ClusterRole", "", role.name);
  const rules = (known && rulesOf(known.object)) ?? [];
  return rules.some(({ groups, resources, verbs }) => [groups, resources, verbs].every(list => list.includes("*")));
}
