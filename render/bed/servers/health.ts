import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";

/**
 * Which checks a part of the control plane has passed, one a line, such as `[+]ping ok`; undefined when one has failed.
 * Its certificate is one it made for itself.
 *
 * @param path such as `/readyz`
 * @throws {Error} when nobody listens on the port
 */
export async function passedChecks(port: number, path: string): Promise<string | undefined> {
  const asked = get(`https://127.0.0.1:${port}${path}?verbose`, { rejectUnauthorized: false, agent: false });
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const text = (await response.toArray()).join("");
  return response.statusCode === 200 ? text : undefined;
}
