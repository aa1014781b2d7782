import { once } from "node:events";
import { createServer } from "node:net";
import { freePort } from "../process/free-port.ts";

/** The port of an earlier start while nobody else listens there, else a free one, and says so. */
export async function keptPort(port: number, owner: string, say: (line: string) => void): Promise<number> {
  if (await isFree(port)) return port;
  const other = await freePort();
  say(`Port ${port} is taken meanwhile, ${owner} moves to ${other}`);
  return other;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
