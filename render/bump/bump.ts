import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { imagesFile } from "../../platform/naming.ts";
import type { GiteaRepository } from "../gitea/gitea-repository.ts";
import { renderRepository } from "../render-repository.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { readRevisions } from "../review/read/read-revisions.ts";
import { MOST_BYTES, markdown } from "../review/report/markdown.ts";
import { codeBlock, codeSpan } from "../review/report/markdown-code.ts";
import type { Review } from "../review/review.ts";
import { reviewRevisions } from "../review/review-revisions.ts";
import { changeLines } from "../terminal/change-lines.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { harmless } from "../terminal/harmless.ts";
import { readTree } from "../tree/read.ts";
import { writeTree } from "../tree/write.ts";
import { type Checkout, changedPaths, commitAndPush, DEPLOYED, dropBranch } from "./checkout.ts";
import { tidy } from "./image-files.ts";
import { merge, propose, setStatus } from "./pull-request.ts";
import { takeImage } from "./take-image.ts";

/** What became of a bump, in a sentence. */
export type Outcome =
  | { readonly kind: "merged"; readonly number: number }
  | { readonly kind: "open"; readonly number: number; readonly reasons: readonly string[] }
  | { readonly kind: "nothing" }
  | { readonly kind: "overtaken" };

/**
 * Brings new image tags to the deployed branch: renders them, proposes the result, and merges it if it is routine.
 *
 * Run in a clone with the branch checked out and the deployed one merged into it. Run again, it goes on from there; run
 * on its own commit, it finds nothing to add.
 *
 * @param tag of an image that the app's own workflow has pushed, to be written first; absent: it is in the branch
 * @param gitea asked in the name of the job, which starts no other workflow
 * @param merger the same, asked in the name of a user who may merge
 */
export async function bump(
  branch: string,
  tag: string | undefined,
  gitea: GiteaRepository,
  merger: GiteaRepository,
): Promise<Outcome> {
  const checkout: Checkout = { folder: repositoryFolder, branch };
  if (tag !== undefined) await takeImage({ branch, tag, gitea });
  const errors = await renderInPlace();
  const commit = await commitAndPush(checkout, `chore(${branch}): render`);
  if (commit === undefined) return { kind: "overtaken" };

  const paths = await changedPaths(checkout);
  if (paths.length === 0) {
    await dropBranch(checkout);
    return { kind: "nothing" };
  }
  const review = await reviewBump();
  const reasons = errors.length > 0 ? errors : reasonsToLook(paths, review);
  const proposal = { branch, title: `chore(${branch}): take newer images`, body: description(review, reasons) };
  const { number } = await propose(gitea, proposal);
  if (errors.length > 0) await setStatus(gitea, commit, "failure", "It cannot be rendered");
  if (reasons.length > 0) return { kind: "open", number, reasons };

  await setStatus(gitea, commit, "success", "Rendered, every rule holds, only image tags change");
  return (await merge(merger, number, commit, proposal)) ? { kind: "merged", number } : { kind: "overtaken" };
}

/** Writes `rendered/`; returns why it could not, as lines. */
async function renderInPlace(): Promise<string[]> {
  const { tree, labs, findings } = await renderRepository();
  for (const file of labs.map(({ cluster }) => join(repositoryFolder, imagesFile(cluster.name)))) {
    if (existsSync(file)) tidy(file);
  }
  if (hasErrors(findings)) return findingLines(findings).map(stripVTControlCharacters);
  writeTree(renderedFolder, readTree(renderedFolder), tree);
  return [];
}

/** What the branch makes of what is deployed. */
async function reviewBump(): Promise<Review> {
  const [base, head] = [DEPLOYED, "HEAD"];
  const revisions = await readRevisions({ folder: repositoryFolder, base, head, tree: "rendered" });
  return reviewRevisions(revisions, { base: { name: base }, head: { name: head } }).review;
}

/**
 * Why a person must look: a source that changes, which no image does, or a review that is not routine. So a downgrade and
 * a new major version wait, and whatever else the review warns of.
 */
function reasonsToLook(paths: readonly string[], { verdict, dangers }: Review): string[] {
  const strange = paths.filter(path => !/^rendered\/|^clusters\/[^/]+\/images\.yaml$/.test(path));
  const grave = dangers.filter(({ attribution, level }) => attribution === "introduced" && level !== "note");
  return [
    ...strange.map(path => `${path} changes, which no image does`),
    ...grave.map(({ id, cluster, application, what }) => `${cluster}/${application}: ${what} (${id})`),
    ...(verdict.kind === "routine" || grave.length > 0 ? [] : [`This is not routine: ${verdict.sentence}`]),
  ].map(harmless);
}

/** All of the review where somebody reads it; else what changes, for it becomes the message of the commit. */
function description(review: Review, reasons: readonly string[]): string {
  if (reasons.length > 0) {
    return [
      "A person must look at this:",
      "",
      ...reasons.map(reason => `- ${codeSpan(reason)}`),
      "",
      markdown(review, MOST_BYTES),
    ].join("\n");
  }
  return codeBlock(changeLines(review.changes).map(line => stripVTControlCharacters(line))).join("\n");
}
