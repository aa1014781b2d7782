import { groupKind } from "../../../platform/cluster-scoped.ts";
import { valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
export const statefulSetRemoved: Danger = {
  id: "stateful-set-removed",
  level: "warn",
  explanation:
    "A StatefulSet is deleted: its pods end, and the claims that it made stay, unless its whenDeleted policy is Delete: then they and their data go too; under another name it starts with empty ones",
  remedy:
    "Back its volumes up first, and set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain in an earlier change",
  change: ({ change, old }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "apps/StatefulSet") return [];
    const name = `StatefulSet "${old.object.metadata.name}"`;
    const takesClaims = valueAt(old.object, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted") === "Delete";
    if (!takesClaims) return [{ what: `${name} is deleted; its claims stay` }];
    return [{ level: "stop", what: `${name} is deleted, and takes its claims and their data along` }];
  },
};
