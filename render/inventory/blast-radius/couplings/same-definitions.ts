import type { KubeObject } from "../../../../platform/kube-object.ts";
import { objectsOf } from "../../../checks/rule.ts";
import { thingsOf, unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameDefinitions: Coupling = {
  name: "same-definitions",
  title: "The same definitions and classes",
  explanation:
    "Kinds like IngressRoute or VaultStaticSecret exist once in a cluster, and so do the classes of volumes and of " +
    "priority. A new version of one, tried for a sandbox, is tried in production.",
  remedy: "Try another version of Kubernetes, of a component or of its kinds on a cluster of its own.",
  find: lab => {
    const groups = new Map(lab.units.flatMap(unit => unit.crdGroups.map(group => [group, new Set<string>()] as const)));
    for (const { unit, object } of objectsOf(lab)) {
      if (thingsOf(lab).has(unitThing(unit.name))) groups.get(groupOf(object))?.add(unitThing(unit.name));
    }
    return [...groups].flatMap(([group, users]) =>
      sharedBy(`kinds of ${group}`, users, ["no app may bring a definition", "a definition is never pruned"]),
    );
  },
};

function groupOf({ apiVersion }: KubeObject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}
