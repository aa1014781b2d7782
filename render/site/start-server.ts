import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, plainAnswer } from "./answer.ts";

/** Answers only this machine, whatever else it is connected to. */
const ADDRESS = "127.0.0.1";

/** Names by which a browser of this machine reaches it. */
const NAMES = [ADDRESS, "localhost"];

/** A server that runs. */
export interface Running {
  /** `http://127.0.0.1:8321/` */
  readonly address: string;
  readonly stop: () => void;
}

/**
 * Starts a server for readers on this machine. It knows addresses, no files of the disk: a path leads to what `answerTo`
 * has for it, and nowhere else. Who asks by a name that is not this machine's is refused: a page of the outside could
 * have its name lead here, and would then read everything.
 *
 * @param answerTo gives what is at a path, such as `/storage.html`
 * @param port 0 takes any that is free
 * @throws {Error} with the code `EADDRINUSE` when somebody else has the port
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Host
 */
export async function startServer(answerTo: (path: string) => Promise<Answer>, port: number): Promise<Running> {
  const server = createServer((request, response) => {
    void answerOf(request, answerTo).then(answer => send(answer, request, response));
  });
  await listen(server, port);
  return {
    address: `http://${ADDRESS}:${portOf(server)}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answerOf(request: IncomingMessage, answerTo: (path: string) => Promise<Answer>): Promise<Answer> {
  const { headers, method = "", socket, url = "" } = request;
  if (!NAMES.map(name => `${name}:${socket.localPort}`).includes(headers.host ?? "")) {
    return plainAnswer(421, `Cannot answer for this name, ask for http://${ADDRESS}:${socket.localPort}/`);
  }
  if (method !== "GET" && method !== "HEAD") return onlyShows();
  const path = pathOf(url);
  if (path === undefined) return plainAnswer(400, "Cannot read this address");
  return answerTo(path).catch(error => plainAnswer(500, error instanceof Error ? error.message : String(error)));
}

function onlyShows(): Answer {
  const answer = plainAnswer(405, "Cannot do that: this server only shows");
  return { ...answer, headers: { ...answer.headers, Allow: "GET, HEAD" } };
}

function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, `http://${ADDRESS}`).pathname);
  } catch {
    return undefined;
  }
}

function send({ status, headers, text }: Answer, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(status, headers);
  response.end(method === "HEAD" ? undefined : text);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, resolve);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
