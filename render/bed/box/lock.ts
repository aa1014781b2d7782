import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";

/**
 * Takes a folder for this process until it ends, however it ends: the lock is a socket of the abstract namespace, of which
 * the kernel gives each name to one process at a time, and which leaves nothing behind.
 *
 * @returns undefined, or the process that has it
 * @see https://man7.org/linux/man-pages/man7/unix.7.html
 */
export async function lock(folder: string): Promise<number | undefined> {
  const server = createServer(socket => socket.end(String(process.pid)));
  try {
    await once(server.listen(nameOf(folder)), "listening");
  } catch (error) {
    const owner = await lockedBy(folder);
    if (owner === undefined) throw error;
    return owner;
  }
  server.unref();
  return undefined;
}

/** The process that has a folder; undefined where none has. */
export async function lockedBy(folder: string): Promise<number | undefined> {
  try {
    return Number(await text(connect(nameOf(folder))));
  } catch {
    return undefined;
  }
}

/** The name may have 107 bytes, a path more. */
function nameOf(folder: string): string {
  return `\0lab-in-a-box-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
}
