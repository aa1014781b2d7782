import { once } from "node:events";
import { createServer } from "node:net";

/** Below what Linux and macOS give to outgoing connections, which could take a port before its server listens. */
const FIRST = 20_000;
const COUNT = 10_000;

let tried = Math.floor(Math.random() * COUNT);

/**
 * A port of the loopback interface that nobody listens on now, from 20000 to 29999; no process gets one twice before it
 * has gone through them all.
 *
 * @throws {Error} when all are taken
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries++) {
    const port = FIRST + (tried++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(`Cannot find a free port: all from ${FIRST} to ${FIRST + COUNT - 1} are taken`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
