import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { textOf } from "../objects/fields.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export const priorityLowered: Danger = {
  id: "priority-lowered",
  level: "warn",
  explanation: "Pods get a lower priority: when a node is lost or memory runs out, they go before others",
  remedy: "Keep the class of what others depend on above that of those others",
  change: ({ old, fresh }, { before, after }) => {
    const [was, is] = [old && podsOf(old.object), fresh && podsOf(fresh.object)].map(
      pods => pods && (textOf(pods.spec.priorityClassName) ?? ""),
    );
    if (old === undefined || fresh === undefined || was === undefined || is === undefined || was === is) return [];
    const [high, low] = [rankOf(was, old, before), rankOf(is, fresh, after)];
    if (high !== undefined && low !== undefined && low >= high) return [];
    const what = `its priority class is ${is === "" ? "none" : `"${is}"`}, and was ${was === "" ? "none" : `"${was}"`}`;
    return [{ what, ...((high === undefined || low === undefined) && { level: "note" as const }) }];
  },
};

/** Undefined for a class that git does not hold. */
function rankOf(name: string, { cluster }: Placed, desired: Desired): number | undefined {
  return BUILT_IN.get(name) ?? classes(desired).get(`${cluster}/${name}`);
}

const BUILT_IN: ReadonlyMap<string, number> = new Map([
  ["system-node-critical", 2_000_001_000],
  ["system-cluster-critical", 2_000_000_000],
]);

/** What names no class has that of the default one, and else zero. */
const classes = oncePer((desired: Desired): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { cluster } of desired.objects) found.set(`${cluster}/`, 0);
  for (const { cluster, object } of desired.objects) {
    if (groupKind(object) !== "scheduling.k8s.io/PriorityClass" || typeof object.value !== "number") continue;
    found.set(`${cluster}/${object.metadata.name}`, object.value);
    if (object.globalDefault === true) found.set(`${cluster}/`, object.value);
  }
  return found;
});
