import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Danger } from "./danger.ts";

export const volumeClaimRemoved: Danger = {
  id: "volume-claim-removed",
  level: "stop",
  explanation: "A PersistentVolumeClaim leaves git and nothing keeps it: its volume goes with it, and what it holds",
  remedy: "Back the volume up, keep the claim with the sync option Prune=false, and remove it by hand when it is empty",
  change: ({ change, old }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "PersistentVolumeClaim") return [];
    return [{ what: `claim "${old.object.metadata.name}" in "${old.namespace}" is deleted` }];
  },
};
