import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { Endpoint } from "../../bed/servers/api-request.ts";

/** What a drill and its stand-ins change in the API server, beside the run that is drilled. */
export interface ApiClient {
  list<Item>(path: string): Promise<Item[]>;
  /** What is there already is left as it is. */
  create(path: string, body: object): Promise<void>;
  /** A JSON merge patch; of what is gone nothing is said. */
  merge(path: string, patch: object): Promise<void>;
  /** At once, without a period of grace; what is gone already is fine. */
  remove(path: string): Promise<void>;
  /** In order, as a person or a controller would. */
  end(path: string): Promise<void>;
}

export function apiClient({ url, token, certificate }: Endpoint): ApiClient & { close(): void } {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(certificate), maxSockets: 8 });

  async function send(method: string, path: string, body?: object, type = "application/json"): Promise<unknown> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const length = Buffer.byteLength(text); // Node leaves it out of a DELETE
    const headers = { authorization: `Bearer ${token}`, "content-type": type, "content-length": length };
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    request(`${url}${path}`, { method, headers, agent }, response => {
      response.toArray().then(chunks => {
        const answer = Buffer.concat(chunks as Buffer[]).toString();
        const status = response.statusCode ?? 0;
        const isGone = status === 404 && method !== "GET";
        const isThere = status === 409 && method === "POST";
        if (status < 300 || isGone || isThere) resolve(JSON.parse(answer));
        else reject(new Error(`${method} ${path}: ${status} ${answer}`));
      }, reject);
    })
      .on("error", reject)
      .end(text);
    return promise;
  }

  return {
    list: async path => ((await send("GET", path)) as { items: never[] }).items,
    create: async (path, body) => void (await send("POST", path, body)),
    merge: async (path, patch) => void (await send("PATCH", path, patch, "application/merge-patch+json")),
    remove: async path => void (await send("DELETE", path, { gracePeriodSeconds: 0 })),
    end: async path => void (await send("DELETE", path)),
    close: () => agent.destroy(),
  };
}
