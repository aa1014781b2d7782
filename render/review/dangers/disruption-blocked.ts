import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { fieldsOf, valueAt } from "../objects/fields.ts";
import { covers } from "../objects/label-selector.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const disruptionBlocked: Danger = {
  id: "disruption-blocked",
  level: "warn",
  explanation:
    "A PodDisruptionBudget allows no pod to go: a node with one of them can never be drained, and an upgrade waits for ever",
  remedy: "Write maxUnavailable: 1, or run one more replica than have to be there",
  object: (placed, desired) => {
    if (groupKind(placed.object) !== "policy/PodDisruptionBudget") return [];
    const { maxUnavailable, minAvailable } = fieldsOf(placed.object.spec);
    const isShut = maxUnavailable === 0 || maxUnavailable === "0%" || minAvailable === "100%";
    const replicas = replicasOf(placed, desired);
    const isTight = typeof minAvailable === "number" && replicas !== undefined && replicas <= minAvailable;
    if (isShut) return [{ what: "it lets no pod go", field: "spec" }];
    return isTight ? [{ what: `it wants ${minAvailable} of ${replicas} pods to stay`, field: "spec" }] : [];
  },
};

/** Of the workloads in git that it selects; undefined if there are none. */
function replicasOf({ cluster, namespace, object }: Placed, desired: Desired): number | undefined {
  const selector = fieldsOf(valueAt(object, "spec.selector"));
  const counts = (workloads(desired).get(`${cluster}/${namespace}`) ?? []).flatMap(workload => {
    const replicas = valueAt(workload.object, "spec.replicas") ?? 1;
    const isSelected = covers(selector, { matchLabels: podsOf(workload.object)?.labels });
    return isSelected && typeof replicas === "number" && replicas > 0 ? [replicas] : [];
  });
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

const workloads = oncePer((desired: Desired) =>
  Map.groupBy(
    desired.objects.filter(({ object }) => /^apps\/(Deployment|StatefulSet)$/.test(groupKind(object))),
    ({ cluster, namespace }) => `${cluster}/${namespace}`,
  ),
);
