import { defaultBase } from "../git/committed-tree.ts";
import { runGit } from "../git/run-git.ts";
import { openRepository } from "../review/read/list-commit.ts";
import { readRevisions } from "../review/read/read-revisions.ts";
import type { Revision } from "../review/read/revision.ts";
import { page } from "../review/report/page/page.ts";
import { reviewRevisions } from "../review/review-revisions.ts";

/**
 * Keeps the review of the files on disk against what is deployed, as a page. It is made when somebody asks for it, and
 * anew only when a file was saved or a commit was made since.
 *
 * @param saveCount how often something was saved
 * @returns gives the page; throws an Error that says why there is none
 */
export function lastReview(folder: string, saveCount: () => number): () => Promise<string> {
  let last: { readonly key: string; readonly page: Promise<string> } | undefined;
  return async () => {
    const base = await baseOf(folder);
    const key = `${saveCount()} ${await runGit(folder, ["rev-parse", "HEAD", base])}`;
    if (last?.key !== key) last = { key, page: reviewPage(folder, base) };
    return last.page;
  };
}

async function baseOf(folder: string): Promise<string> {
  const base = await defaultBase(folder);
  if (base !== undefined) return base;
  await openRepository(folder); // which says what is wrong where there is none
  throw new Error(`Cannot review "${folder}": it has no branch "main" or "master"`);
}

async function reviewPage(folder: string, base: string): Promise<string> {
  const revisions = await readRevisions({ folder, base });
  const named = ({ name, commit }: Revision) => (commit === undefined ? { name } : { name, commit });
  const names = { base: named(revisions.before), head: named(revisions.after) };
  const { review, situation } = reviewRevisions(revisions, names);
  return page(review, situation);
}
