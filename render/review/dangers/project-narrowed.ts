import { groupKind } from "../../../platform/cluster-scoped.ts";
import { grants } from "../objects/project-permissions.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** A live object that its project does not permit is no part of the Application: controller/state.go in Argo CD. */
export const projectNarrowed: Danger = {
  id: "project-narrowed",
  level: "warn",
  explanation:
    "An AppProject allows less: Argo CD no longer sees live objects that it does not permit, so they are orphaned in silence, and their Applications fail to sync what git holds of them",
  remedy: "Remove such objects from git, and see them pruned, before the project stops permitting them",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || groupKind(fresh.object) !== "argoproj.io/AppProject") return [];
    return [...Map.groupBy(grants(fresh.object, old.object), ({ field }) => field)].map(([field, lost]) => ({
      what: `${field} no longer lets in ${enumerated(lost.map(({ text }) => text))}`,
      field: `spec.${field}`,
    }));
  },
};
