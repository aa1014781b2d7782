import { setTimeout as sleep } from "node:timers/promises";
import { type GiteaClient, giteaClient } from "../gitea/gitea-client.ts";
import { type GiteaRepository, ownerAndName } from "../gitea/gitea-repository.ts";
import { isRequestError, whyRefused } from "../gitea/why-refused.ts";

export interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string };
  readonly mergeable: boolean;
}

export interface Proposal {
  readonly branch: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Branch that is deployed. */
const BASE = "main";

/** Opens the pull request of a branch, or updates the one that is open. */
export async function propose(gitea: GiteaRepository, { branch, title, body }: Proposal): Promise<PullRequest> {
  return asking(gitea, `propose ${branch}`, async (client, place) => {
    const number = await openOf(client, place, branch);
    const { data } =
      number === undefined
        ? await client.request("POST /repos/{owner}/{repo}/pulls", {
            ...{ ...place, head: branch, base: BASE, title, body },
            request: { retries: 0 },
          })
        : await client.request("PATCH /repos/{owner}/{repo}/pulls/{index}", { ...place, index: number, title, body });
    return data as PullRequest;
  });
}

/**
 * Number of the pull request that is open for a branch of this repository. Gitea's own way to ask, by base and head, gives
 * one that was merged long ago as well (https://github.com/go-gitea/gitea/blob/v1.26.2/models/issues/pull.go).
 */
async function openOf(client: GiteaClient, place: Place, branch: string): Promise<number | undefined> {
  const open = await client.paginate(client.rest.pulls.list, { ...place, state: "open", limit: PAGE });
  const ours = open.find(({ base, head }) => {
    return base.ref === BASE && head.ref === branch && head.repo?.id === base.repo.id;
  });
  return ours?.number;
}

/** Most that Gitea gives in one answer, unless its settings say otherwise. */
const PAGE = 50;

/**
 * Name of the status of a commit that was rendered here. The protection of the deployed branch asks for one that begins
 * like the gate's, `check / gate*`: a bump changes nothing that the rest of the gate would look at.
 */
export const STATUS = "check / gate (bump)";

export async function setStatus(
  gitea: GiteaRepository,
  commit: string,
  state: "success" | "failure",
  description: string,
): Promise<void> {
  await asking(gitea, `set a status of ${commit}`, async ({ rest }, place) => {
    await rest.repos.createCommitStatus({ ...place, sha: commit, context: STATUS, state, description });
  });
}

const PAUSE_MILLISECONDS = 1000;
const MOST_QUESTIONS = 60;

/**
 * Merges a pull request as one commit, deletes its branch, and asks for no exception from the protection of the branch.
 *
 * @param gitea asked in the name of a user: into a protected branch, and since 1.22 into any, Gitea does not properly
 * merge with the token of a job (https://github.com/go-gitea/gitea/issues/34567 and 39124)
 * @returns false when the branch has moved on meanwhile: whoever pushed to it has it rendered again
 * @throws {Error} when Gitea does not merge it
 */
export async function merge(
  gitea: GiteaRepository,
  number: number,
  commit: string,
  { title, body }: Proposal,
): Promise<boolean> {
  return asking(gitea, `merge pull request ${number}`, async (client, place) => {
    if (!(await isReady(client, place, number, commit))) return false;
    try {
      await client.request("POST /repos/{owner}/{repo}/pulls/{index}/merge", {
        ...{ ...place, index: number, do: "squash", request: { retries: 0 } },
        ...{ merge_title_field: `${title} (#${number})`, merge_message_field: body },
        ...{ head_commit_id: commit, delete_branch_after_merge: true },
      });
      return true;
    } catch (error) {
      if (isRequestError(error) && error.message.includes("head out of date")) return false;
      throw error;
    }
  });
}

/** Waits until Gitea has seen a commit and found it mergeable, which it does in its own time. */
async function isReady(client: GiteaClient, place: Place, number: number, commit: string): Promise<boolean> {
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const { data } = await client.rest.pulls.get({ ...place, pull_number: number });
    if (data.head.sha === commit && data.mergeable === true) return true;
    await sleep(PAUSE_MILLISECONDS);
  }
  throw new Error("Gitea has not found it mergeable within a minute, merge it by hand or run this again");
}

type Place = ReturnType<typeof ownerAndName>;

/** Asks Gitea for something, and says of a failure what it was about. */
async function asking<T>(
  gitea: GiteaRepository,
  action: string,
  ask: (client: GiteaClient, place: Place) => Promise<T>,
): Promise<T> {
  try {
    return await ask(giteaClient(gitea), ownerAndName(gitea));
  } catch (error) {
    throw new Error(`Cannot ${action} on ${gitea.repository}: ${whyRefused(error, gitea)}`);
  }
}
