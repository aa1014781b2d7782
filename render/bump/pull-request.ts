import { setTimeout as sleep } from "node:timers/promises";
import { call, type GiteaRepository } from "./gitea.ts";

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
  const open = await call<PullRequest>(gitea, "GET", `/pulls/${BASE}/${branch}`);
  const path = open === undefined ? "/pulls" : `/pulls/${open.number}`;
  const proposal = open === undefined ? { head: branch, base: BASE, title, body } : { title, body };
  const pullRequest = await call<PullRequest>(gitea, open === undefined ? "POST" : "PATCH", path, proposal);
  return pullRequest as PullRequest;
}

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
  await call(gitea, "POST", `/statuses/${commit}`, { context: STATUS, state, description });
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
  if (!(await isReady(gitea, number, commit))) return false;
  try {
    await call(gitea, "POST", `/pulls/${number}/merge`, {
      ...{ do: "squash", merge_title_field: `${title} (#${number})`, merge_message_field: body },
      ...{ head_commit_id: commit, delete_branch_after_merge: true },
    });
    return true;
  } catch (error) {
    if ((error as Error).message.includes("head out of date")) return false;
    throw error;
  }
}

/** Waits until Gitea has seen a commit and found it mergeable, which it does in its own time. */
async function isReady(gitea: GiteaRepository, number: number, commit: string): Promise<boolean> {
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const pullRequest = await call<PullRequest>(gitea, "GET", `/pulls/${number}`);
    if (pullRequest?.head.sha === commit && pullRequest.mergeable) return true;
    await sleep(PAUSE_MILLISECONDS);
  }
  throw new Error(
    `Cannot merge pull request ${number}: Gitea has not found it mergeable within a minute, merge it by hand or run this again`,
  );
}
