import { guidebookChanges } from "./guidebook/guidebook-changes.ts";
import type { Revisions } from "./read/read-revisions.ts";
import type { Review, RevisionName } from "./review.ts";
import { reviewOf } from "./review-of.ts";
import type { Situation } from "./situation.ts";
import { situationOf } from "./situation-of.ts";

/** The review of two revisions as they were read, under the names that a reader knows them by. Pure. */
export function reviewRevisions(
  { before, after }: Revisions,
  names: { readonly base: RevisionName; readonly head: RevisionName },
): { readonly review: Review; readonly situation: Situation } {
  const { situation, troubles } = situationOf(before, after);
  const changes = situation.changes.map(({ change }) => change);
  const guidebook = guidebookChanges(before, after, changes);
  return { review: reviewOf({ ...names, situation, troubles, guidebook }), situation };
}
