import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { request, Agent as SecureAgent } from "node:https";
import type { AddressInfo } from "node:net";
import type { Endpoint } from "../../bed/servers/api-request.ts";

/** A request that would change something. */
export interface Write {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

/** Stands between kubectl and the API server, and notes every request that is no reading. */
export interface Recorder {
  readonly url: string;
  readonly writes: Write[];
  /** Called before each is handed on. */
  onWrite: (write: Write) => Promise<void>;
  /** Whether the API server can be reached. */
  isOpen: boolean;
  close(): Promise<void>;
}

export async function startRecorder({ url, token, certificate }: Endpoint): Promise<Recorder> {
  const agent = new SecureAgent({ keepAlive: true, ca: readFileSync(certificate) });
  const writes: Write[] = [];
  const recorder: Pick<Recorder, "isOpen" | "onWrite"> = { isOpen: true, onWrite: async () => undefined };
  const server = createServer(async (incoming, outgoing) => {
    if (!recorder.isOpen) return void outgoing.writeHead(503).end();
    const { method = "GET", url: path = "/" } = incoming;
    const body = Buffer.concat((await incoming.toArray()) as Buffer[]);
    if (method !== "GET") {
      const write = { method, path, body: body.toString() };
      writes.push(write);
      await recorder.onWrite(write);
    }
    const headers = { ...headersOf(incoming), authorization: `Bearer ${token}`, "content-length": body.length };
    request(`${url}${path}`, { method, headers, agent }, response => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    })
      .on("error", () => outgoing.destroy())
      .end(body);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  return Object.assign(recorder, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      const { promise: closed, resolve: done } = Promise.withResolvers<void>();
      server.close(() => done());
      await closed;
    },
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ["accept", "content-type", "user-agent"];
  return Object.fromEntries(kept.flatMap(name => (headers[name] === undefined ? [] : [[name, String(headers[name])]])));
}
