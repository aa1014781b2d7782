import { isDeepStrictEqual } from "node:util";
import { fieldsOf } from "../objects/fields.ts";
import type { Manager } from "./manager.ts";

/** What happens because an Application's own settings change, one clause each. */
export function settingsChanges(was: Manager, is: Manager): string[] {
  const [old, fresh] = [was.policy, is.policy];
  const differs = (field: string) =>
    !isDeepStrictEqual(fieldsOf(was.application.object.spec)[field], fieldsOf(is.application.object.spec)[field]);
  const clauses: [boolean, string][] = [
    [old.project !== fresh.project, `its project is "${fresh.project}" instead of "${old.project}"`],
    [differs("destination"), `it deploys to ${placeOf(fresh)} instead of ${placeOf(old)}`],
    [differs("source") || differs("sources"), "its source changes"],
    [
      old.isAutomated && !fresh.isAutomated,
      "it no longer syncs by itself: what is in git stays there until somebody syncs",
    ],
    [!old.isAutomated && fresh.isAutomated, "it syncs by itself from now on, and begins with all that differs"],
    [old.prunes && !fresh.prunes, "it no longer prunes by itself"],
    [!old.prunes && fresh.prunes, "it prunes by itself from now on, leftovers of earlier changes too"],
    [old.heals && !fresh.heals, "what somebody changes in the cluster stays until the next sync"],
    [!old.heals && fresh.heals, "what somebody has changed in the cluster is reverted"],
    [old.cascades && !fresh.cascades, "if it is deleted, its objects stay behind from now on"],
    [!old.cascades && fresh.cascades, "if it is deleted, it takes its objects along from now on"],
    [
      !isDeepStrictEqual(old.syncOptions, fresh.syncOptions),
      "its sync options change; a sync that runs keeps the old ones",
    ],
    [differs("ignoreDifferences"), "it looks at other fields than before"],
  ];
  return clauses.flatMap(([holds, clause]) => (holds ? [clause] : []));
}

function placeOf({ destination: { server, namespace } }: Manager["policy"]): string {
  return `namespace "${namespace}" of "${server}"`;
}
