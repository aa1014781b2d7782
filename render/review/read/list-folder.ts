import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, type Stats } from "node:fs";
import { blobId } from "../../git/blob-id.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { isManifestName, MOST_BYTES } from "./manifest.ts";

/**
 * A folder and all below it, without git: no file is ignored but what lies in `.git`.
 *
 * @throws {Error} when it is no folder, or something in it cannot be read, all at once
 */
export function listFolder(folder: string, tree: string): Listing {
  const start = tree === "" ? folder : `${folder}/${tree}`;
  const stats = statsOf(start);
  if (!stats?.isDirectory()) {
    const what = stats === undefined ? "there is no such folder" : "it is no folder";
    throw new Error(`Cannot read "${start}": ${what}, name a folder or a revision of a git repository`);
  }
  const files = new Map<string, ListedFile>();
  const problems: string[] = [];
  collect(folder, tree, files, problems);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { name: folder, files };
}

function collect(root: string, folder: string, files: Map<string, ListedFile>, problems: string[]): void {
  const entries = attempt(problems, `${root}/${folder}`, place => readdirSync(place, { withFileTypes: true })) ?? [];
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.name === ".git") continue;
    if (entry.isDirectory() && isMisread(path)) problems.push(misread(`${root}/${path}`));
    else if (entry.isDirectory()) collect(root, path, files, problems);
    else {
      const file = attempt(problems, `${root}/${path}`, place => readListed(place, path, 40));
      if (file !== undefined) files.set(path, file);
      else if (isMisread(path)) problems.push(misread(`${root}/${path}`));
    }
  }
}

/** What is read, or a line that says why it cannot be. */
export function attempt<T>(problems: string[], place: string, read: (place: string) => T): T | undefined {
  try {
    return read(place);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    problems.push(`Cannot read "${place}": the system answers ${code}, make it readable and run the command again`);
    return undefined;
  }
}

/** Whether a name came with bytes that are no UTF-8: nothing can be found under what became of it. */
export function isMisread(path: string): boolean {
  return path.includes("\uFFFD");
}

export function misread(place: string): string {
  return `Cannot read "${place}": its name is no UTF-8, rename it and run the command again`;
}

/** A file on disk; undefined for what is neither a file nor a link, or is not there. */
export function readListed(place: string, path: string, idLength: number): ListedFile | undefined {
  const stats = statsOf(place);
  if (stats?.isSymbolicLink()) return { kind: "symbolic link", content: blobId(readlinkSync(place), idLength) };
  if (!stats?.isFile()) return undefined;
  if (!isManifestName(path) || stats.size > MOST_BYTES) {
    return { kind: "file", content: idOnDisk(place, stats.size, idLength), size: stats.size };
  }
  const bytes = readFileSync(place);
  return { kind: "file", content: blobId(bytes, idLength), bytes };
}

function statsOf(place: string): Stats | undefined {
  return lstatSync(place, { throwIfNoEntry: false });
}

const CHUNK = 1 << 20;

/** The blob of a file of any size, without holding it. */
function idOnDisk(place: string, size: number, idLength: number): string {
  const digest = createHash(idLength === 64 ? "sha256" : "sha1").update(`blob ${size}\0`);
  const file = openSync(place, "r");
  try {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size + 1));
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      digest.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return digest.digest("hex");
}
