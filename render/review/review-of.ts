import { affectedOf } from "./affected/affected-of.ts";
import { findDangers } from "./dangers/find-dangers.ts";
import { forecast } from "./forecast/forecast-of.ts";
import type { GuidebookChanges } from "./guidebook/guidebook-changes.ts";
import type { Trouble } from "./read/trouble.ts";
import type { Review, RevisionName } from "./review.ts";
import type { Situation } from "./situation.ts";
import { verdictOf } from "./verdict-of.ts";

export interface Reviewed {
  readonly base: RevisionName;
  readonly head: RevisionName;
  readonly situation: Situation;
  readonly troubles: readonly Trouble[];
  readonly guidebook: GuidebookChanges;
}

/** The story of a review: changes, what Argo CD makes of them, what is dangerous, who feels it, and the verdict. Pure. */
export function reviewOf({ base, head, situation, troubles, guidebook }: Reviewed): Review {
  const changes = situation.changes.map(({ change }) => change);
  const forecasts = forecast(situation);
  const dangers = findDangers(situation);
  const affected = affectedOf(situation, forecasts);
  const verdict = verdictOf({ changes, forecast: forecasts, dangers, troubles });
  return { base, head, verdict, forecast: forecasts, dangers, affected, guidebook, troubles, changes };
}
