import type { GiteaRepository } from "./gitea-repository.ts";

/** What Octokit throws. A network that fails has status 500 and no response. */
export interface RequestError extends Error {
  readonly status: number;
  readonly response?: { readonly data?: unknown };
}

export function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && typeof (error as Partial<RequestError>).status === "number";
}

/** Whether Gitea answered with this status. */
export function isAnswer(error: unknown, status: number): boolean {
  return isRequestError(error) && error.response !== undefined && error.status === status;
}

/** Whether it may go away by itself: a fault of the server or of the network. */
export function isFault(error: unknown): boolean {
  return isRequestError(error) && error.status >= 500;
}

/** Why a request came to nothing, and what would be right, as the second half of an error. The token is in none. */
export function whyRefused(error: unknown, { server, token }: GiteaRepository): string {
  if (!isRequestError(error)) return error instanceof Error ? error.message : String(error);
  const why = error.response === undefined ? whyUnreachable(error, server) : whyAnswered(error, server);
  return why.replaceAll(token, "(the token)");
}

function whyUnreachable(error: RequestError, server: string): string {
  const { code, message } = root(error);
  if (/SELF_SIGNED|UNABLE_TO/.test(code ?? "")) {
    return `${server} has a certificate of somebody whom this machine does not trust (${code}), add the lab's root to it and run with NODE_OPTIONS=--use-openssl-ca`;
  }
  return `${server} does not answer (${code ?? message}), see that it is up, and that this is its address`;
}

/** What it all began with: fetch and Octokit each wrap what they catch. */
function root(error: Error & { code?: string }): Error & { code?: string } {
  return error.cause instanceof Error ? root(error.cause) : error;
}

function whyAnswered(error: RequestError, server: string): string {
  const said = saidBy(error);
  if (error.status === 401) return `${server} does not know the token, make a new one`;
  const [, scope] = /required=\[([^\]]*)\]/.exec(said) ?? [];
  if (scope !== undefined) return `the token has no scope ${scope}, make one that has`;
  if (error.status === 403) {
    return `whom the token stands for may not do that${said === "" ? "" : ` (${said})`}, give the right to write, for a job by "permissions" in its workflow`;
  }
  return `${server} answers ${error.status}${said === "" ? "" : `, ${said}`}`;
}

/** What Gitea says, on one line. */
function saidBy({ response }: RequestError): string {
  const data = response?.data;
  const text = typeof data === "object" && data !== null ? (data as { message?: unknown }).message : data;
  return String(text ?? "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_SAYING);
}

/** A proxy before Gitea may answer with a page. */
const LONGEST_SAYING = 300;
