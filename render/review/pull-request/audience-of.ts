import { runGit, whyNoGit } from "../../git/run-git.ts";
import { giteaRepository } from "../../gitea/gitea-repository.ts";
import type { Audience } from "./publish-review.ts";

/** Options of `lab review` that say where the review is told. */
export interface AudienceOptions {
  readonly pullRequest?: string;
  readonly server?: string;
  readonly repository?: string;
  readonly log?: string;
}

/**
 * Where a review is told, in whose name GITEA_TOKEN says.
 *
 * @param head what is reviewed, as git understands it
 * @throws {Error} with all that is missing of it
 */
export async function audienceOf(
  { pullRequest = "", server = "", repository = "", log }: AudienceOptions,
  folder: string,
  head: string,
): Promise<Audience> {
  if (!/^[1-9]\d*$/.test(pullRequest)) {
    throw new Error(`Cannot review pull request "${pullRequest}": it is no number, write one such as 12`);
  }
  const gitea = giteaRepository("review", server, repository, "GITEA_TOKEN");
  const commit = await commitOf(folder, head);
  return { gitea, number: Number(pullRequest), commit, ...(log !== undefined && { log }) };
}

/** In full; a name that is no commit here stays as it is, for whoever reads it says what is wrong. */
async function commitOf(folder: string, head: string): Promise<string> {
  try {
    return (await runGit(folder, ["rev-parse", "--verify", "--end-of-options", `${head}^{commit}`])).trim();
  } catch (error) {
    if (whyNoGit(error) !== undefined) throw new Error(`Cannot review "${head}": ${whyNoGit(error)}`);
    return head;
  }
}
