import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Part } from "../process/part.ts";

/** A repository at some provider, which lets in who shows its token. */
export interface GitElsewhere extends Pick<Part, "stop"> {
  readonly url: string;
  /** What is shown to write there; another from then on when it is set. */
  token: string;
  /** Newest commit of the branch; undefined while nothing was pushed. */
  head(branch: string): string | undefined;
}

/** Serves an empty repository by HTTP, with git's own program: https://git-scm.com/docs/git-http-backend */
export async function startGitElsewhere(folder: string, token: string): Promise<GitElsewhere> {
  const repository = join(folder, "elsewhere", "lab.git");
  mkdirSync(repository, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--bare", repository]);
  execFileSync("git", ["-C", repository, "config", "http.receivepack", "true"]);
  const server = createServer((request, response) => {
    if (passwordOf(request) === elsewhere.token) return void answer(join(folder, "elsewhere"), request, response);
    response.writeHead(401, { "www-authenticate": "Basic" }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const elsewhere: GitElsewhere = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab.git`,
    token,
    head: branch => headOf(repository, branch),
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return elsewhere;
}

function passwordOf({ headers }: IncomingMessage): string | undefined {
  const [, login = ""] = headers.authorization?.split(" ") ?? [];
  return Buffer.from(login, "base64").toString().split(":")[1];
}

function headOf(repository: string, branch: string): string | undefined {
  const words = ["-C", repository, "for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`];
  return execFileSync("git", words, { encoding: "utf8" }).trim() || undefined;
}

/** Runs git's program as a web server would: https://www.rfc-editor.org/rfc/rfc3875 */
async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? "/", "http://elsewhere");
  const env = {
    ...process.env,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: "1",
    REMOTE_USER: "lab",
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"] ?? "",
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
    GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
  };
  const child = spawn("git", ["http-backend"], { env, stdio: ["pipe", "pipe", "inherit"] });
  request.pipe(child.stdin);
  const whole = await buffer(child.stdout);
  const end = whole.indexOf("\r\n\r\n");
  const headers = whole.subarray(0, end).toString().split("\r\n");
  const status = headers.find(line => line.startsWith("Status: "))?.slice("Status: ".length, "Status: 200".length);
  const others = headers.filter(line => !line.startsWith("Status: ")).map(line => line.split(": ", 2));
  response.writeHead(Number(status ?? 200), Object.fromEntries(others)).end(whole.subarray(end + "\r\n\r\n".length));
}
