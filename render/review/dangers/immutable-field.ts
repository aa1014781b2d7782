import type { KubeObject } from "../../../platform/kube-object.ts";
import { DATA_BEARING } from "../../../platform/protection.ts";
import type { Desired, Placed } from "../desired.ts";
import { deletePolicies, roleOf } from "../forecast/hook.ts";
import { valueAt } from "../objects/fields.ts";
import { howToReplace } from "../objects/how-to-replace.ts";
import { isAppliedByServer, isReplacedByForce } from "../objects/ways-to-apply.ts";
import type { Danger, Level } from "./danger.ts";

/** Which fields these are, and whose rule it is: `render/tree/immutable-fields.ts`. */
export const immutableField: Danger = {
  id: "immutable-field",
  level: "warn",
  explanation:
    "Kubernetes refuses to change this field of an object that exists, so the sync fails, and fails again at each retry",
  remedy: "Delete the object by hand when nobody needs what it holds, and the next sync creates it again",
  change: ({ change, old, fresh }, { after }) => {
    if (old === undefined || fresh === undefined || isCreatedAnew(fresh, after)) return [];
    const { kind, metadata } = fresh.object;
    const fields = (change.immutable ?? []).filter(field => !TOLD.has(`${kind} ${field}`));
    const [field] = fields;
    if (field === undefined) return [];
    const what = `${fields.join(", ")} of ${kind} "${metadata.name}" cannot change`;
    return [{ what, field, level: levelOf(old.object), remedy: howToReplace(fresh.object) }];
  },
};

/** `volume-claim-shrinks` and `storage-class-switched` tell of these. */
const TOLD: ReadonlySet<string> = new Set([
  "PersistentVolumeClaim spec.resources.requests.storage",
  "PersistentVolumeClaim spec.storageClassName",
]);

/**
 * Of what is replaced by force, `force-replace` tells. Objects of RBAC, unless the server applies them, Argo CD deletes and
 * creates by itself: ApplyResource in its gitops-engine/pkg/utils/kube/resource_ops.go.
 */
function isCreatedAnew(fresh: Placed, after: Desired): boolean {
  const isOfRbac = fresh.object.apiVersion.startsWith("rbac.authorization.k8s.io/");
  return isReplacedByForce(fresh, after) || (isOfRbac && !isAppliedByServer(fresh, after)) || isOfOneRun(fresh.object);
}

/** A hook that is deleted before its next run, or after one that went well; and what no sync takes at all. */
function isOfOneRun(object: KubeObject): boolean {
  const { kind } = roleOf(object);
  if (kind !== "hook") return kind === "left out";
  return deletePolicies(object).some(policy => policy !== "HookFailed");
}

/** Whoever deletes such an object to get on deletes data. */
function levelOf(object: KubeObject): Level {
  const takesClaims = valueAt(object, "spec.persistentVolumeClaimRetentionPolicy.whenDeleted") === "Delete";
  return DATA_BEARING.has(object.kind) || takesClaims ? "stop" : "warn";
}
