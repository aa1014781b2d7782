import { allowsAll, bindingOf } from "../objects/bindings.ts";
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
