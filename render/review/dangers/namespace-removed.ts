import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Danger } from "./danger.ts";

/** A namespace cannot be renamed: a new name is another namespace, and the old one goes. */
export const namespaceRemoved: Danger = {
  id: "namespace-removed",
  level: "stop",
  explanation:
    "A Namespace leaves git and nothing keeps it: Kubernetes deletes everything in it, claims and Secrets included, also what git does not hold",
  remedy:
    "Keep the namespace with the sync option Prune=false, move or back up what it holds, and delete it by hand when it is empty",
  change: ({ change, old }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "Namespace") return [];
    return [{ what: `namespace "${old.object.metadata.name}" is deleted, with everything in it` }];
  },
};
