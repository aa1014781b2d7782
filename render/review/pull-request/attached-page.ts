import type { GiteaClient } from "../../gitea/gitea-client.ts";
import { type GiteaRepository, ownerAndName } from "../../gitea/gitea-repository.ts";
import { isAnswer } from "../../gitea/why-refused.ts";

/** Name of the file that is attached to the comment. */
export const PAGE_NAME = "review.html";

export interface AttachedPage {
  readonly id: number;
  /** From where it is loaded. */
  readonly url: string;
}

interface Asset {
  readonly id: number;
  readonly name: string;
  readonly browser_download_url: string;
}

const ASSETS = "/repos/{owner}/{repo}/issues/comments/{id}/assets";

/**
 * Attaches a page to a comment, beside what is attached already.
 *
 * @returns undefined where Gitea takes no file, or none of this type (`[attachment] ALLOWED_TYPES`) or size
 */
export async function attachPage(
  client: GiteaClient,
  gitea: GiteaRepository,
  comment: number,
  page: string,
): Promise<AttachedPage | undefined> {
  const form = new FormData();
  form.set("attachment", new File([page], PAGE_NAME, { type: "text/html" }));
  const packed = new Response(form); // Octokit would announce JSON, whatever it sends
  const headers = { "content-type": packed.headers.get("content-type") ?? "" };
  const place = { ...ownerAndName(gitea), id: comment };
  try {
    const data = Buffer.from(await packed.arrayBuffer());
    const answer = await client.request(`POST ${ASSETS}`, { ...place, headers, data });
    const asset = answer.data as Asset;
    return { id: asset.id, url: asset.browser_download_url };
  } catch (error) {
    if (REFUSALS.some(status => isAnswer(error, status))) return undefined;
    throw error;
  }
}

/** Files are switched off; too large; a type that is not allowed. */
const REFUSALS = [404, 413, 422];

/** Deletes every page that a comment has but this one. */
export async function dropOtherPages(
  client: GiteaClient,
  gitea: GiteaRepository,
  comment: number,
  kept: AttachedPage,
): Promise<void> {
  const place = { ...ownerAndName(gitea), id: comment };
  const { data } = await client.request(`GET ${ASSETS}`, place);
  const old = (data as Asset[]).filter(({ id, name }) => name === PAGE_NAME && id !== kept.id);
  for (const { id } of old) await client.request(`DELETE ${ASSETS}/{asset}`, { ...place, asset: id });
}
