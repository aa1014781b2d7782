import { spawn } from "node:child_process";
import { gitEnvironment } from "./run-git.ts";

/** The content of a blob, or its size where that is more than was asked for. */
export type Blob = { readonly bytes: Buffer } | { readonly size: number };

/**
 * Reads blobs of a repository, one after the other and never two at once: `take` gets each as soon as it is there. What
 * is larger than `most` bytes flows by unread.
 *
 * @param ids identifiers of blobs, each once
 * @throws {Error} when git fails, or a blob is not there, as in a partial clone
 */
export async function readBlobs(
  folder: string,
  ids: readonly string[],
  most: number,
  take: (id: string, blob: Blob) => void,
): Promise<void> {
  if (ids.length === 0) return;
  const child = spawn("git", ["cat-file", "--batch"], { cwd: folder, env: gitEnvironment(), stdio: "pipe" });
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(0, 1000);
  });
  child.stdin.on("error", () => {}).end(`${ids.join("\n")}\n`);
  const parser = new BatchParser(most, take);
  const reading = (async () => {
    for await (const chunk of child.stdout) parser.push(chunk as Buffer);
  })();
  const [code] = await Promise.all([ended, reading]).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  if (code !== 0 || parser.count !== ids.length) {
    throw new Error(`git cat-file read ${parser.count} of ${ids.length} blobs: ${complaint.trim() || `exit ${code}`}`);
  }
}

/** Takes the output of `git cat-file --batch` apart: a line with the size, the content, a line feed; and again. */
class BatchParser {
  count = 0;
  readonly #most: number;
  readonly #take: (id: string, blob: Blob) => void;
  #header = "";
  #blob: { readonly id: string; readonly size: number } | undefined;
  /** Bytes of the blob and its line feed that are still to come. */
  #left = 0;
  #chunks: Buffer[] = [];

  constructor(most: number, take: (id: string, blob: Blob) => void) {
    this.#most = most;
    this.#take = take;
  }

  push(chunk: Buffer): void {
    let position = 0;
    while (position < chunk.length) {
      position = this.#blob === undefined ? this.#readHeader(chunk, position) : this.#readContent(chunk, position);
    }
  }

  #readHeader(chunk: Buffer, start: number): number {
    const end = chunk.indexOf("\n", start);
    this.#header += chunk.toString("latin1", start, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    const [id = "", type = "", size = ""] = this.#header.split(" ");
    if (type !== "blob") {
      throw new Error(`blob ${id} is not in this clone (${type}), fetch all of it: git fetch --refetch --no-filter`);
    }
    this.#header = "";
    this.#blob = { id, size: Number(size) };
    this.#left = Number(size) + 1;
    return end + 1;
  }

  #readContent(chunk: Buffer, start: number): number {
    const { id, size } = this.#blob ?? { id: "", size: 0 };
    const end = Math.min(chunk.length, start + this.#left);
    if (size <= this.#most) this.#chunks.push(chunk.subarray(start, end));
    this.#left -= end - start;
    if (this.#left === 0) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
      this.#take(id, size <= this.#most ? { bytes: (bytes ?? Buffer.alloc(0)).subarray(0, size) } : { size });
      this.count++;
      this.#blob = undefined;
      this.#chunks = [];
    }
    return end;
  }
}
