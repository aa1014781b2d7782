import { inOrder } from "../../tree/change.ts";
import type { Situation } from "../situation.ts";
import { deletionOf } from "./deletion-of.ts";
import { fateOf } from "./fate-of.ts";
import type { ApplicationForecast, Fate } from "./forecast.ts";
import { gather } from "./gather.ts";
import { lostKinds } from "./lost-kinds.ts";
import { settingsChanges } from "./settings-changes.ts";
import { survey } from "./survey.ts";
import { syncOf } from "./sync-of.ts";

/**
 * What Argo CD will do with every Application that a change is about: from git alone, on the assumption that the cluster
 * is as the revision before says. Sorted by cluster and name; the same list in every run.
 */
export function forecast(situation: Situation): ApplicationForecast[] {
  const [before, after] = [survey(situation.before), survey(situation.after)];
  const items = gather(situation);
  const fates = new Map([...items.keys()].map(key => [key, fateOf(key, before, after)]));
  const context = { before, after, fates, lost: lostKinds(situation, before, after) };
  return [...items]
    .flatMap(([key, own]): ApplicationForecast[] => {
      const application = after.desired.applications.get(key) ?? before.desired.applications.get(key);
      const fated = fates.get(key);
      if (application === undefined || fated === undefined) return [];
      const { cluster, name } = application;
      const why = fated.fate === "stays" ? settingsWhy(key, context.before, context.after) : fated.why;
      const course = isLeaving(fated.fate) ? deletionOf(key, own, fated.fate, context) : syncOf(key, own, context);
      return [{ cluster, name, fate: fated.fate, ...(why !== undefined && { why }), ...course }];
    })
    .filter(hasNews)
    .sort((a, b) => inOrder(a.cluster, b.cluster) || inOrder(a.name, b.name));
}

function isLeaving(fate: Fate): fate is Exclude<Fate, "appears" | "stays"> {
  return fate !== "appears" && fate !== "stays";
}

function settingsWhy(
  key: string,
  before: ReturnType<typeof survey>,
  after: ReturnType<typeof survey>,
): string | undefined {
  const [was, is] = [before.manager(key), after.manager(key)];
  const clauses = was && is ? settingsChanges(was, is) : [];
  return clauses.length === 0 ? undefined : clauses.join("; ");
}

/** An Application that stays, and of which there is nothing to say, was only looked at. */
function hasNews({ fate, why, course, steps }: ApplicationForecast): boolean {
  return fate !== "stays" || why !== undefined || steps.length > 0 || (course !== undefined && course.kind !== "idle");
}
