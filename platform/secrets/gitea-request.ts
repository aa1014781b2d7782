import { whyUnreachable } from "./why-unreachable.ts";
import { withoutSent } from "./without-sent.ts";

/** A Gitea server, and the right to use it, by a token or as an account with its password. */
export type GiteaAccess = { readonly url: string } & (GiteaToken | GiteaLogin);

interface GiteaToken {
  readonly token: string;
}

/** Gitea lets nobody make tokens with a token. */
interface GiteaLogin {
  readonly account: string;
  readonly password: string;
}

/** How long one answer may take; a Gitea whose database is gone accepts connections and says nothing. */
const PATIENCE_MILLISECONDS = 20_000;

/**
 * Asks Gitea over its HTTP API.
 *
 * @param access its `url` is without a slash at its end: `https://gitea.arcodange.lab`
 * @param path below `/api/v1/`, such as `repos/arcodange-org/erp/hooks`
 * @returns the JSON of its answer; undefined where a GET finds nothing, and where the answer is empty
 * @throws {Error} when it cannot be reached, or refuses; it never holds what was sent
 * @see https://docs.gitea.com/api
 */
export async function giteaRequest<T = unknown>(
  access: GiteaAccess,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: object,
): Promise<T | undefined> {
  const doing = `Cannot ${method} ${path} of Gitea at ${access.url}`;
  const response = await fetch(`${access.url}/api/v1/${path}`, {
    method,
    headers: { authorization: authorization(access), "content-type": "application/json" },
    redirect: "manual", // the token is for this address alone
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  }).catch((error: Error) => {
    throw new Error(
      `${doing}: it cannot be reached (${whyUnreachable(error, [authorization(access), access])}), start it or mend gitea.host of the cluster`,
    );
  });
  const text = await response.text().catch((error: Error) => {
    throw new Error(
      `${doing}: its answer breaks off (${whyUnreachable(error, [authorization(access), access])}), try again`,
    );
  });
  if (response.ok) return text === "" ? undefined : (parsed(text, doing) as T);
  if (response.status === 404 && method === "GET") return undefined;
  throw new Error(`${doing}: ${refusal(response, complaint(text, [access, body]))}`);
}

/** The parser's own message would show a part of the answer, which may be a token. */
function parsed(text: string, doing: string): object {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === "object" && answer !== null) return answer;
  } catch {}
  throw new Error(`${doing}: what answers is no Gitea, mend gitea.host of the cluster`);
}

/** Everything of a list that Gitea gives in pages. */
export async function giteaList<T>(access: GiteaAccess, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const items = (await giteaRequest<T[]>(access, "GET", `${path}?limit=50&page=${page}`)) ?? [];
    if (items.length === 0) return all;
    all.push(...items);
  }
}

function authorization(access: GiteaAccess): string {
  if ("token" in access) return `token ${access.token}`;
  return `Basic ${Buffer.from(`${access.account}:${access.password}`).toString("base64")}`;
}

function refusal({ status, headers }: Response, complaint: string): string {
  if (status >= 300 && status < 400) {
    return `it sends elsewhere (${headers.get("location")}), mend gitea.host of the cluster, or give what was renamed its name`;
  }
  if (status === 401) {
    return 'it does not know the token, make a new one in Gitea (Settings, Applications) and put it in place of "gitea/token"';
  }
  if (status === 403) {
    return `the token may not do that (${complaint}), make one of an administrator with the scopes that platform/tofu/gitea/providers.tf names`;
  }
  if (status === 404) return "there is no such thing, apply the stack that makes it: lab tofu apply gitea";
  return `it answers ${status}: ${complaint}`;
}

/** What Gitea says of itself; its pages, and what a proxy says in its place, are cut short. */
function complaint(text: string, sent: readonly unknown[]): string {
  try {
    return withoutSent((JSON.parse(text) as { message: string }).message, sent);
  } catch {
    return withoutSent(text, sent).slice(0, 200);
  }
}
