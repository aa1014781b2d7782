import { type GiteaClient, giteaClient, PATIENCE, type Patience } from "../../gitea/gitea-client.ts";
import { type GiteaRepository, ownerAndName } from "../../gitea/gitea-repository.ts";
import { whyRefused } from "../../gitea/why-refused.ts";
import { MOST_BYTES, markdown } from "../report/markdown.ts";
import type { Review } from "../review.ts";
import { attachPage, dropOtherPages } from "./attached-page.ts";
import { openPullRequest } from "./open-pull-request.ts";
import { ourComment } from "./our-comment.ts";
import { FAILED, STATUS, type Status, statusOf } from "./status-of.ts";

/** Where a review is told. */
export interface Audience {
  readonly gitea: GiteaRepository;
  /** Of the pull request. */
  readonly number: number;
  /** The commit that is reviewed, in full. */
  readonly commit: string;
  /** Address of what this run prints, for where the page cannot be attached. */
  readonly log?: string;
}

/**
 * Tells a review on Gitea: in one comment of the pull request, which is edited every time, with the page attached to it,
 * and as a status of the reviewed commit. Run again it changes what it has made, and adds nothing.
 *
 * @param page HTML, with all of the review
 * @returns the comment's address
 * @throws {Error} when Gitea refuses it, or the pull request is closed or has another head by now: of that head nothing is
 * said, and nothing over what was said of it
 */
export async function publishReview(
  review: Review,
  page: string,
  audience: Audience,
  patience: Patience = PATIENCE,
): Promise<string> {
  const { gitea, number, commit } = audience;
  const client = giteaClient(gitea, patience);
  try {
    const head = await openPullRequest(client, gitea, number);
    if (head !== commit) throw new Error(`its head is ${head} by now, and ${commit} was reviewed, review the new one`);
    const text = (pageAt?: string) => markdown(review, MOST_BYTES, pageAt);
    const comment = await ourComment(client, gitea, number, text(), patience);
    const attached = await attachPage(client, gitea, comment.id, page);
    const body = text(attached === undefined ? inTheLog(audience) : attachedAt(attached.url));
    await client.rest.issues.updateComment({ ...ownerAndName(gitea), comment_id: comment.id, body });
    if (attached !== undefined) await dropOtherPages(client, gitea, comment.id, attached);
    await setStatus(client, gitea, commit, { ...statusOf(review.verdict), target: comment.url });
    return comment.url;
  } catch (error) {
    throw new Error(`Cannot comment on pull request ${number} of ${gitea.repository}: ${whyRefused(error, gitea)}`);
  }
}

/**
 * Tells that a review came to no verdict, as a status of the commit, where that is the head of an open pull request. That
 * Gitea refuses it is not told: why there is no verdict matters more.
 */
export async function publishFailure({ gitea, number, commit, log }: Audience): Promise<void> {
  const client = giteaClient(gitea);
  try {
    if ((await openPullRequest(client, gitea, number)) !== commit) return;
    await setStatus(client, gitea, commit, { ...FAILED, ...(log !== undefined && { target: log }) });
  } catch {
    return;
  }
}

/** Gitea gives a page of somebody else as text, which is safe: a browser would run what it holds. */
function attachedAt(url: string): string {
  return `[review.html](${url}), to be saved and then opened, for Gitea shows it as text`;
}

function inTheLog({ log }: Audience): string {
  const place = log === undefined ? "what the run has printed" : `[what the run has printed](${log})`;
  return `${place}, for this Gitea takes no page (\`[attachment] ALLOWED_TYPES\` names no \`.html\`, or it is too large)`;
}

async function setStatus(
  client: GiteaClient,
  gitea: GiteaRepository,
  sha: string,
  { state, description, target }: Status & { readonly target?: string },
): Promise<void> {
  await client.rest.repos.createCommitStatus({
    ...ownerAndName(gitea),
    ...{ sha, state, description, context: STATUS },
    ...(target !== undefined && { target_url: target }),
  });
}
