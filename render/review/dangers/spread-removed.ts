import { valueAt } from "../objects/fields.ts";
import { isSpread } from "../objects/placement.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export const spreadRemoved: Danger = {
  id: "spread-removed",
  level: "warn",
  explanation: "Pods of one workload may land on one node: the loss of that node takes all of them",
  remedy: "Keep a topology spread over kubernetes.io/hostname, or an anti-affinity that is preferred",
  change: ({ old, fresh }) => {
    const [was, is] = [old && podsOf(old.object), fresh && podsOf(fresh.object)];
    if (fresh === undefined || was === undefined || is === undefined) return [];
    if (!isSpread(was.spec) || isSpread(is.spec)) return [];
    const replicas = valueAt(fresh.object, "spec.replicas");
    const isAlone = typeof replicas !== "number" || replicas <= 1;
    return [{ what: "nothing spreads its pods over nodes any more", ...(isAlone && { level: "note" as const }) }];
  },
};
