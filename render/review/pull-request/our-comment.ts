import { setTimeout as sleep } from "node:timers/promises";
import { type GiteaClient, PATIENCE, type Patience } from "../../gitea/gitea-client.ts";
import { type GiteaRepository, ownerAndName } from "../../gitea/gitea-repository.ts";
import { isFault } from "../../gitea/why-refused.ts";
import { MARKER } from "../report/markdown.ts";

export interface Comment {
  readonly id: number;
  /** Where a person finds it. */
  readonly url: string;
}

const MOST_ATTEMPTS = 4;

/**
 * The comment of a pull request that holds its review: the one that is there, else a new one with this text.
 *
 * Made again after a fault only when it is not there after all, so that there are never two.
 */
export async function ourComment(
  client: GiteaClient,
  gitea: GiteaRepository,
  number: number,
  text: string,
  { pauseMilliseconds }: Patience = PATIENCE,
): Promise<Comment> {
  for (let attempt = 1; ; attempt++) {
    const present = await find(client, gitea, number);
    if (present !== undefined) return present;
    try {
      const place = { ...ownerAndName(gitea), issue_number: number };
      const { data } = await client.rest.issues.createComment({ ...place, body: text, request: { retries: 0 } });
      return { id: data.id, url: data.html_url };
    } catch (error) {
      if (!isFault(error) || attempt === MOST_ATTEMPTS) throw error;
      await sleep(attempt ** 2 * pauseMilliseconds);
    }
  }
}

/**
 * The first one that begins with the marker and is by whom the token stands for: anybody can type a marker.
 *
 * Gitea 1.26 gives all comments in one answer; where it gives them by pages, it takes `limit` for GitHub's `per_page`.
 */
async function find(client: GiteaClient, gitea: GiteaRepository, number: number): Promise<Comment | undefined> {
  const { data: self } = await client.rest.users.getAuthenticated();
  const listed = client.paginate.iterator(client.rest.issues.listComments, {
    ...ownerAndName(gitea),
    issue_number: number,
    limit: PAGE,
  });
  for await (const { data } of listed) {
    const ours = data.find(({ user, body }) => user?.id === self.id && body?.startsWith(MARKER));
    if (ours !== undefined) return { id: ours.id, url: ours.html_url };
  }
  return undefined;
}

/** Most that Gitea gives in one answer, unless its settings say otherwise. */
const PAGE = 50;
