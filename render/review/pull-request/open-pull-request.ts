import type { GiteaClient } from "../../gitea/gitea-client.ts";
import { type GiteaRepository, ownerAndName } from "../../gitea/gitea-repository.ts";
import { isAnswer } from "../../gitea/why-refused.ts";

/**
 * The head of a pull request that is open.
 *
 * @returns the commit in full
 * @throws {Error} whose message is the second half of one, when there is no such pull request, or it is no longer open
 */
export async function openPullRequest(client: GiteaClient, gitea: GiteaRepository, number: number): Promise<string> {
  const place = ownerAndName(gitea);
  try {
    const { data } = await client.rest.pulls.get({ ...place, pull_number: number });
    if (data.merged) throw new Error("it is merged, so there is nothing left to say");
    if (data.state !== "open") throw new Error("it is closed, open it again to have it reviewed");
    return data.head.sha;
  } catch (error) {
    if (!isAnswer(error, 404)) throw error;
    throw new Error(await whatIsMissing(client, gitea, number));
  }
}

async function whatIsMissing(client: GiteaClient, gitea: GiteaRepository, number: number): Promise<string> {
  try {
    await client.rest.repos.get(ownerAndName(gitea));
  } catch (error) {
    if (!isAnswer(error, 404)) throw error;
    return `${gitea.server} has no such repository, or the token may not see it`;
  }
  return `the repository has no pull request ${number}, or the token may not see it`;
}
