/** A repository on a Gitea, and in whose name it is asked. */
export interface GiteaRepository {
  /** Such as `https://gitea.arcodange.lab`. */
  readonly server: string;
  /** Organisation and name, such as `arcodange-org/lab`. */
  readonly repository: string;
  readonly token: string;
}

/**
 * Calls Gitea's API about a repository.
 *
 * Gitea merges, and names what it merges, in its own way, so that a client for GitHub would be of no use.
 *
 * @param path below the repository, such as `/pulls`
 * @returns what the answer holds; undefined for nothing, and for what is not there
 * @throws {Error} with status and answer when that is neither a success nor 404
 * @see https://gitea.com/api/swagger
 */
export async function call<T>(
  { server, repository, token }: GiteaRepository,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: object,
): Promise<T | undefined> {
  const answer = await fetch(`${server}/api/v1/repos/${repository}${path}`, {
    method,
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status === 404 && method === "GET") return undefined;
  if (!answer.ok) throw new Error(`Cannot ${method} ${path} on Gitea: it answers ${answer.status}, ${text.trim()}`);
  return text === "" ? undefined : (JSON.parse(text) as T);
}
