import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { text } from "node:stream/consumers";

/**
 * Calls Gitea's API, as its administrator.
 *
 * @param path below /api/v1, such as "/repos/arcodange-org/lab"
 * @returns what the answer holds: an object, text such as a log, or "" for nothing
 * @throws {Error} with status and answer when that is not a success
 */
export type GiteaApi = <T = unknown>(method: Method, path: string, body?: object) => Promise<T>;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Calls of the Gitea at an address such as https://gitea.arcodange.lab/, which trust only the authority in the file. */
export function giteaApi(url: string, certificate: string, token: string): GiteaApi {
  return async <T>(method: Method, path: string, body?: object) => {
    const { status, type, content } = await answer(new URL(`/api/v1${path}`, url), certificate, method, token, body);
    if (status >= 300) throw new Error(`Cannot ${method} ${path} on Gitea: it answers ${status}, ${content.trim()}`);
    return (type.startsWith("application/json") ? JSON.parse(content) : content) as T;
  };
}

/** Whether Gitea says that it and its database are well. */
export async function isHealthy(url: string, certificate: string): Promise<boolean> {
  return (await answer(new URL("/api/healthz", url), certificate, "GET")).status === 200;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly content: string;
}

async function answer(url: URL, certificate: string, method: Method, token?: string, body?: object): Promise<Answer> {
  const call = request(url, {
    method,
    ca: readFileSync(certificate),
    agent: false, // a connection kept alive would not outlive a restart of Gitea
    headers: {
      ...(token !== undefined && { authorization: `token ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
  });
  call.end(body && JSON.stringify(body));
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    type: response.headers["content-type"] ?? "",
    content: await text(response),
  };
}
