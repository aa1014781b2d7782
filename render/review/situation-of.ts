import { inOrderOfPaths } from "../tree/change.ts";
import { changedFiles } from "./read/changed-files.ts";
import { changedObjects } from "./read/changed-objects.ts";
import type { Revision } from "./read/revision.ts";
import { type Found, mergeTroubles, type Trouble } from "./read/trouble.ts";
import { type Understanding, understand } from "./read/understand.ts";
import type { Changed, Situation } from "./situation.ts";

/** Two revisions as the review sees them, and what could not be understood of them. Linear in what they hold. */
export function situationOf(
  before: Revision,
  after: Revision,
): { readonly situation: Situation; readonly troubles: readonly Trouble[] } {
  const [old, fresh] = understand([before, after]);
  if (old === undefined || fresh === undefined)
    throw new Error("two revisions were not understood as two: this is a bug in render/review");
  const objects = changedObjects(old, fresh);
  const mentioned = new Set(
    objects.flatMap(({ change: { path, from } }) => (from === undefined ? [path] : [path, from])),
  );
  const { changes: files, troubles } = changedFiles(old, fresh, mentioned);
  const changes: Changed[] = [...objects, ...files].sort((a, b) => inOrderOfPaths(a.change, b.change));
  return {
    situation: { before: old.desired, after: fresh.desired, changes },
    troubles: mergeTroubles(
      [...old.troubles, ...troubles.before],
      [...fresh.troubles, ...troubles.after, ...blindness(fresh)],
    ),
  };
}

/** Told as if it were new: whoever reads that nothing changes must know that nothing was seen. */
function blindness({ desired }: Understanding): Found[] {
  const isSeen = desired.objects.some(({ object }) => /^Application(Set)?$/.test(object.kind));
  return isSeen ? [] : [{ path: ".", what: "no Application is found here: what Argo CD deploys is not known" }];
}
