import { groupKind } from "../../../platform/cluster-scoped.ts";
import { grants } from "../objects/project-permissions.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ */
export const projectWidened: Danger = {
  id: "project-widened",
  level: "warn",
  explanation: "An AppProject allows more: whoever can write to one of its repositories can now deploy that too",
  remedy: "Allow exactly what its Applications need, by name and without a wildcard",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || groupKind(fresh.object) !== "argoproj.io/AppProject") return [];
    return [...Map.groupBy(grants(old.object, fresh.object), ({ field }) => field)].map(([field, granted]) => ({
      what: `${field} now lets in ${enumerated(granted.map(({ text }) => text))}`,
      field: `spec.${field}`,
    }));
  },
};
