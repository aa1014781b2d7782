import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Redis extends Part {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  readonly password: string;
}

/** Starts a Redis that keeps nothing: Argo CD's cache. */
export async function startRedis(folder: string): Promise<Redis> {
  const port = await freePort();
  const password = randomBytes(24).toString("hex");
  const data = join(folder, "redis");
  mkdirSync(data, { recursive: true });
  const file = join(data, "redis.conf");
  writeFileSync(file, `bind 127.0.0.1\nport ${port}\nrequirepass ${password}\nsave ""\ndir ${data}\n`, { mode: 0o600 });
  const part = await startPart({
    name: "redis",
    program: program("redis-server"),
    words: [file],
    folder,
    isReady: () => accepts(port),
  });
  return Object.assign(part, { address: `127.0.0.1:${port}`, password });
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.end());
  });
}
