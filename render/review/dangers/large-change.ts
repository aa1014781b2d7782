import { hasEffect } from "../../tree/change.ts";
import type { Changed } from "../situation.ts";
import type { Danger } from "./danger.ts";

/**
 * It is told once, at the first of them: of the objects that Applications deploy, more than 100 change, or 20 are
 * deleted, or at least 10 change that are a quarter of all.
 */
export const largeChange: Danger = {
  id: "large-change",
  level: "warn",
  explanation: "So much changes at once that nobody reads all of it, and that it is hard to say afterwards what broke",
  remedy: "Split it, or say in its description what is the same everywhere, and sync it while somebody watches",
  situation: ({ changes, before, after }) => {
    const touched = changes.filter(isReal);
    const gone = touched.filter(({ change }) => change.verb === "prune");
    const about = touched[0]?.fresh ?? touched[0]?.old;
    const share = touched.length >= 10 && before.byKey.size > 0 && touched.length >= before.byKey.size / 4;
    if (about === undefined || (touched.length <= 100 && gone.length <= 20 && !share)) return [];
    const all = new Set([...before.byKey.keys(), ...after.byKey.keys()]).size;
    return [{ about, what: `${touched.length} of ${all} objects change, and ${gone.length} of these are deleted` }];
  },
};

/** Moved files, those that are only written in another way, and what no Application deploys do nothing in the cluster. */
function isReal({ change, old, fresh }: Changed): boolean {
  if ((old ?? fresh) === undefined || !hasEffect(change)) return false;
  return change.verb !== "move" || change.fields.length > 0;
}
