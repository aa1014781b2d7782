import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { imagesFile } from "../../platform/naming.ts";
import { treeAt } from "../git/committed-tree.ts";
import { renderRepository } from "../render-repository.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { changeLines } from "../terminal/change-lines.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import type { Change } from "../tree/change.ts";
import { compare } from "../tree/compare.ts";
import { readTree } from "../tree/read.ts";
import { writeTree } from "../tree/write.ts";
import { type Checkout, changedPaths, commitAndPush, DEPLOYED, dropBranch } from "./checkout.ts";
import type { GiteaRepository } from "./gitea.ts";
import { tidy } from "./image-files.ts";
import { merge, propose, setStatus } from "./pull-request.ts";
import { isRoutine } from "./routine.ts";
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
  const changes = await changesOfDeployed();
  const reasons = errors.length > 0 ? errors : reasonsToLook(paths, changes);
  const proposal = { branch, title: `chore(${branch}): take newer images`, body: description(changes, reasons) };
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

async function changesOfDeployed(): Promise<Change[]> {
  const present = readTree(renderedFolder);
  const { tree } = await treeAt(repositoryFolder, DEPLOYED, present);
  return compare(tree, present);
}

/** Why a person must look: something that is no image tag, in what is deployed or in what it is made from. */
function reasonsToLook(paths: readonly string[], changes: readonly Change[]): string[] {
  const strange = paths.filter(path => !/^rendered\/|^clusters\/[^/]+\/images\.yaml$/.test(path));
  return [
    ...strange.map(path => `${path} changes, which no image does`),
    ...(isRoutine(changes) ? [] : ["More changes than the tags of images, or nothing does"]),
  ];
}

function description(changes: readonly Change[], reasons: readonly string[]): string {
  const lines = changeLines(changes).map(stripVTControlCharacters);
  return [
    ...(reasons.length === 0 ? [] : ["A person must look at this:", "", ...reasons.map(reason => `- ${reason}`), ""]),
    ...(lines.length === 0 ? ["Nothing that is deployed changes."] : ["```", ...lines, "```"]),
  ].join("\n");
}
