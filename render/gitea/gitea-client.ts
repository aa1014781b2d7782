import { retry } from "@octokit/plugin-retry";
import { Octokit } from "@octokit/rest";
import type { GiteaRepository } from "./gitea-repository.ts";

/** Whatever Octokit says by methods or `request()`; where Gitea has another path or body than GitHub, by the latter. */
export type GiteaClient = Octokit;

/** How long a client waits. */
export interface Patience {
  /** For an answer, every time. */
  readonly timeoutMilliseconds: number;
  /** Before a request is made again; the next pauses are four and nine times as long. */
  readonly pauseMilliseconds: number;
}

export const PATIENCE: Patience = { timeoutMilliseconds: 30_000, pauseMilliseconds: 1000 };

/**
 * A client of Gitea's API. What met a fault of the server or the network, or took too long, is asked again three times. A
 * refusal is final.
 *
 * What must not happen twice says `request: { retries: 0 }`: of a request without an answer nobody knows what became.
 *
 * @see https://gitea.com/api/swagger
 */
export function giteaClient({ server, token }: GiteaRepository, patience: Patience = PATIENCE): GiteaClient {
  return new Patient({
    baseUrl: `${server}/api/v1`,
    auth: token,
    userAgent: "lab",
    log: SILENT,
    retry: { doNotRetry: REFUSALS, retryAfterBaseValue: patience.pauseMilliseconds },
    request: { fetch: within(patience.timeoutMilliseconds) },
  });
}

const Patient = Octokit.plugin(retry);

/** Octokit logs failures by itself; they are told once, by whoever catches them. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {}

const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** With a signal for each attempt: one for all of them would have ended when it is needed. */
function within(milliseconds: number): typeof fetch {
  return (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(milliseconds) });
}
