import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import { API_SERVER, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

/** Programs that watch the cluster, or change it: those that were given a right to. */
export const apiServer: Cause = lab => {
  const units = new Set(objectsOfKind(lab, "ClusterRoleBinding", "RoleBinding").map(({ unit }) => unit.name));
  return [...units].map(name => ({
    who: unitThing(name),
    on: API_SERVER,
    effect: "limited",
    reason: "it goes on with what it knew of the cluster, and changes nothing",
  }));
};
