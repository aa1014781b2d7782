import { groupKind } from "../../../platform/cluster-scoped.ts";
import { inCluster } from "../desired.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets */
export const disruptionBudgetRemoved: Danger = {
  id: "disruption-budget-removed",
  level: "note",
  explanation: "A PodDisruptionBudget goes: whoever drains a node, or upgrades k3s, may take all of its pods at once",
  remedy: "Keep it for what has more than one replica",
  change: ({ change, old }, { after }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "policy/PodDisruptionBudget")
      return [];
    if (!after.applications.has(inCluster(old.cluster, old.application))) return [];
    return [{ what: `PodDisruptionBudget "${old.object.metadata.name}" in "${old.namespace}" is deleted` }];
  },
};
