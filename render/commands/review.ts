import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { defaultBase } from "../git/committed-tree.ts";
import { type AudienceOptions, audienceOf } from "../review/pull-request/audience-of.ts";
import { openRepository } from "../review/read/list-commit.ts";
import { type Comparison, readRevisions } from "../review/read/read-revisions.ts";
import type { Revision } from "../review/read/revision.ts";
import { terminalLines } from "../review/report/terminal.ts";
import type { Review, RevisionName } from "../review/review.ts";
import { reviewRevisions } from "../review/review-revisions.ts";
import type { Situation } from "../review/situation.ts";
import { EXIT_CODES } from "../review/verdict.ts";
import { inJson } from "../tree/plain-values.ts";

interface Options extends AudienceOptions {
  readonly base?: string;
  readonly head: string;
  readonly worktree?: true;
  readonly tree?: string;
  readonly page?: string;
  readonly json?: true;
}

export const command = new Command("review")
  .description(
    "Says what Argo CD will do with a change, whether that is dangerous, and who feels it: from git alone, for this\n" +
      "repository or any other with plain manifests and Argo CD Applications. Two folders are compared without git.",
  )
  .argument("[before]", "folder as it is")
  .argument("[after]", "folder as it will be")
  .option("--base <revision>", "what is deployed (default: main as last fetched, else main)")
  .option("--head <revision>", "what is proposed; compared is the commit where both went apart", "HEAD")
  .addOption(new Option("--worktree", "propose the files on disk, committed or not").conflicts("head"))
  .option("--tree <path>", "look at this folder of the repository only, such as rendered")
  .option("--page <file>", "write a page to read in a browser as well")
  .option("--json", "print the whole review as JSON")
  .addOption(
    new Option(
      "--pull-request <number>",
      "tell it in one comment of this pull request too, and beside its head",
    ).conflicts("worktree"),
  )
  .option("--server <url>", "address of the Gitea that has the pull request; GITEA_TOKEN says in whose name")
  .option("--repository <name>", "organisation and repository there, such as arcodange-org/lab")
  .option("--log <url>", "where this output can be read, for a Gitea that takes no page")
  .addHelpText(
    "after",
    "\nExit codes: 0 nothing or routine, 1 a person must read it, 2 cannot run, 3 a danger must stop it.",
  )
  .action(async (before: string | undefined, after: string | undefined, options: Options) => {
    const { pullRequest, head, json } = options;
    const audience = pullRequest === undefined ? undefined : await audienceOf(options, process.cwd(), head);
    const { review, page } = await reviewed(before, after, options).catch(async error => {
      if (audience !== undefined) await (await publisher()).publishFailure(audience);
      throw error;
    });
    if (options.page !== undefined) writeFileSync(options.page, page);
    if (json) console.log(inJson(review));
    else console.log(terminalLines(review, process.stdout.columns ?? USUAL_WIDTH).join("\n"));
    if (audience !== undefined) {
      const comment = await (await publisher()).publishReview(review, page, audience);
      if (!json) console.log(`\nSaid in ${comment}`);
    }
    process.exitCode = EXIT_CODES[review.verdict.kind];
  });

async function reviewed(
  before: string | undefined,
  after: string | undefined,
  options: Options,
): Promise<{ readonly review: Review; readonly page: string }> {
  const revisions = await readRevisions(await comparisonOf(before, after, options));
  const names = { base: nameOf(revisions.before), head: nameOf(revisions.after) };
  const { review, situation } = reviewRevisions(revisions, names);
  const isPageWanted = options.page !== undefined || options.pullRequest !== undefined;
  return { review, page: isPageWanted ? await pageOf(review, situation) : "" };
}

async function pageOf(review: Review, situation: Situation): Promise<string> {
  const { page } = await import("../review/report/page/page.ts");
  return page(review, situation);
}

/** Only now: most reviews are told to nobody else. */
function publisher() {
  return import("../review/pull-request/publish-review.ts");
}

/** Columns of what is no terminal. */
const USUAL_WIDTH = 100;

async function comparisonOf(
  before: string | undefined,
  after: string | undefined,
  options: Options,
): Promise<Comparison> {
  const { base, head, worktree, tree } = options;
  const narrowed = tree === undefined ? {} : { tree };
  if (before !== undefined) {
    if (after === undefined) throw new Error(`Cannot compare "${before}": name the folder as it will be too`);
    if (options.pullRequest !== undefined) {
      throw new Error(
        `Cannot review folders as pull request ${options.pullRequest}: it is about commits, name no folder`,
      );
    }
    return { ...narrowed, before, after };
  }
  const folder = process.cwd();
  const deployed = base ?? (await defaultBase(folder));
  if (deployed === undefined) {
    await openRepository(folder); // which says what is wrong where there is none
    throw new Error(
      `Cannot review "${folder}": it has no branch "main" or "master", name what is deployed with --base`,
    );
  }
  return { ...narrowed, folder, base: deployed, ...(worktree === undefined && { head }) };
}

function nameOf({ name, commit }: Revision): RevisionName {
  return commit === undefined ? { name } : { name, commit };
}
