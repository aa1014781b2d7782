import { fieldsOf, valueAt } from "../objects/fields.ts";
import { containersOfBoth } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const limitRemoved: Danger = {
  id: "limit-removed",
  level: "warn",
  explanation:
    "A limit of a container goes: what it takes beyond its request, its neighbours on the node lose, up to their eviction",
  remedy: "Raise the limit in place of removing it; only a limit of cpu is safe to leave out, for cpu can be shared",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return containersOfBoth(old.object, fresh.object).flatMap(([was, is]) => {
      const [before, after] = [was, is].map(({ fields }) => fieldsOf(valueAt(fields, "resources.limits")));
      return Object.keys(before ?? {})
        .filter(resource => after?.[resource] == null)
        .map(resource => ({
          what: `container "${is.name}" loses its limit of ${resource}`,
          field: `${is.path}.resources.limits.${resource}`,
          ...(resource === "cpu" && { level: "note" as const }),
        }));
    });
  },
};
