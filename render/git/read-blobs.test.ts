import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { blobId } from "./blob-id.ts";
import { type Blob, readBlobs } from "./read-blobs.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "blobs-"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const store = (content: string | Buffer) =>
  execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: folder, input: content, encoding: "utf8" }).trim();

async function read(ids: readonly string[], most: number): Promise<Map<string, Blob>> {
  const found = new Map<string, Blob>();
  await readBlobs(folder, ids, most, (id, blob) => found.set(id, blob));
  return found;
}

test("readBlobs() gives each content byte for byte, and the size of what is too large", async () => {
  const contents = ["", "a\n", "blob 3\n\nx", Buffer.from([0, 255, 10, 10]), "é".repeat(100_000), "b"];
  const ids = contents.map(store);
  const large = store(Buffer.alloc(50_000_000, "x"));
  const found = await read([...ids.slice(0, 3), large, ...ids.slice(3)], 1_000_000);
  expect(ids.map(id => found.get(id))).toEqual(contents.map(content => ({ bytes: Buffer.from(content) })));
  expect(found.get(large)).toEqual({ size: 50_000_000 });
});

test("readBlobs() fails for a blob that is not there, as in a partial clone", async () => {
  await expect(read([store("a"), "1".repeat(40)], 100)).rejects.toThrow("is not in this clone (missing)");
});

test("blobId() is what git calls a content, of either algorithm", () => {
  for (const content of ["", "é\n"]) expect(blobId(content)).toBe(store(content));
  expect(blobId(Buffer.from("a"), 64)).toMatch(/^[0-9a-f]{64}$/);
});
