import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";

/** Where an API server answers, and as whom. */
export interface Endpoint {
  readonly url: string;
  /** Bearer token of a user who may do everything. */
  readonly token: string;
  /** File with the certificates that vouch for the server, PEM. */
  readonly certificate: string;
}

export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PATCH";
  /** Sent as JSON; that of a PATCH is a strategic merge patch, which only built-in kinds know. */
  readonly body?: unknown;
  /** Ends the request and its response. */
  readonly signal?: AbortSignal;
}

/**
 * Asks an API server by HTTPS, for what kubectl is too slow. The response may be a stream without an end, such as a watch.
 *
 * @param path path and query, such as `/api/v1/nodes`
 * @throws {Error} when nobody answers; a refusal is an answer
 */
export function apiRequest(
  { url, token, certificate }: Endpoint,
  path: string,
  { method = "GET", body, signal }: ApiRequest = {},
): Promise<IncomingMessage> {
  const type = method === "PATCH" ? "application/strategic-merge-patch+json" : "application/json";
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  const options = { method, headers, ca: readFileSync(certificate), agent: false, ...(signal && { signal }) } as const;
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, options, resolve)
      .on("error", reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}
