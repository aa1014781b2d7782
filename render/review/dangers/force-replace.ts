import { label } from "../../../platform/object-identity.ts";
import type { Placed } from "../desired.ts";
import { valueAt } from "../objects/fields.ts";
import { isReplacedByForce } from "../objects/ways-to-apply.ts";
import type { Danger } from "./danger.ts";

/** For a Job there is no other way. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync */
export const forceReplace: Danger = {
  id: "force-replace",
  level: "warn",
  explanation:
    "Replace=true with Force=true deletes an object and creates it again at each sync: what it holds is lost, and what it runs is interrupted",
  remedy: "Leave it to single Jobs, and never give it to what holds data",
  whole: desired =>
    desired.objects
      .filter(placed => placed.object.kind !== "Job" && isReplacedByForce(placed, desired))
      .map(placed => ({
        about: placed,
        what: `${label(placed.object)} is deleted and created again at each sync`,
        ...(losesData(placed.object) && { level: "stop" as const }),
      })),
};

function losesData(object: Placed["object"]): boolean {
  const takesClaims = valueAt(object, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted") === "Delete";
  return /^PersistentVolume(Claim)?$/.test(object.kind) || takesClaims;
}
