import { groupKind } from "../../../platform/cluster-scoped.ts";
import { valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Application-Deletion/ */
export const applicationSetRemoved: Danger = {
  id: "application-set-removed",
  level: "stop",
  explanation:
    "An ApplicationSet is deleted: its Applications go with it, and their finalizers take along everything that they deployed",
  remedy: "Set spec.syncPolicy.preserveResourcesOnDeletion in an earlier change, and see it synced before the set goes",
  change: ({ change, old }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "argoproj.io/ApplicationSet")
      return [];
    if (valueAt(old.object, "spec.syncPolicy.preserveResourcesOnDeletion") === true) return [];
    return [{ what: `ApplicationSet "${old.object.metadata.name}" is deleted, with all of its Applications` }];
  },
};
