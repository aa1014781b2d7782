import { groupKind } from "../../../platform/cluster-scoped.ts";
import { valueAt } from "../objects/fields.ts";
import { claimsMountedBy, isSingleAttach } from "../objects/volume-claims.ts";
import type { Danger } from "./danger.ts";

/**
 * A rolling update that starts the new pod only when the old one has gone (`maxSurge: 0`) is fine.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export const singleAttachRollout: Danger = {
  id: "single-attach-rollout",
  level: "warn",
  explanation:
    "A Deployment updates by starting a new pod beside the old one, which holds a volume that only one node can have: on another node the new pod waits for ever, on the same two processes write to one volume",
  remedy: "Set spec.strategy.type to Recreate",
  object: (placed, desired) => {
    const { object } = placed;
    if (groupKind(object) !== "apps/Deployment" || !startsBeside(valueAt(object, "spec.strategy"))) return [];
    return claimsMountedBy(placed, desired)
      .filter(claim => isSingleAttach(claim.object))
      .map(claim => ({
        what: `rolling update with the claim "${claim.object.metadata.name}"`,
        field: "spec.strategy",
      }));
  },
};

/** `RollingUpdate` with a quarter more is the default. */
function startsBeside(strategy: unknown): boolean {
  if ((valueAt(strategy, "type") ?? "RollingUpdate") !== "RollingUpdate") return false;
  const surge = valueAt(strategy, "rollingUpdate.maxSurge") ?? "25%";
  return surge !== 0 && surge !== "0" && surge !== "0%";
}
