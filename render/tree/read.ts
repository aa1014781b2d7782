import { isUtf8 } from "node:buffer";
import { constants, type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { basename, resolve } from "node:path";
import type { Tree } from "./tree.ts";

/**
 * Reads the tree as it lies on disk: every regular file below `root`, the `rendered` folder, which may be missing
 * (an empty tree). Empty folders do not appear, as in git.
 *
 * Bytes that are not valid UTF-8 come back as a text that is not well-formed, which no rendered file can be
 * (writeTree() refuses it): such a file never equals a fresh one, drift() names it, and the next write mends it.
 *
 * @param isWanted whether to enter a folder or read a file, by its path; all by default
 * @throws {Error} one line for each thing that is neither a regular file nor a folder, or cannot be read. Symbolic
 * links are never followed, `root` itself included.
 */
export function readTree(root: string, isWanted: (path: string) => boolean = () => true): Tree {
  const reading: Reading = { root: resolve(root), isWanted, tree: new Map(), problems: [] };
  const stats = attempt(reading, "", folder => lstatSync(folder, { throwIfNoEntry: false }));
  if (stats?.isDirectory()) readFolder(reading, "");
  else if (stats !== undefined) reading.problems.push(`Cannot read ${inside(reading.root)}: ${obstacle(stats)}`);

  if (reading.problems.length > 0) throw new Error(reading.problems.sort().join("\n"));
  return reading.tree;
}

/**
 * What stands in the way of a file or folder of the tree, and what to do about it.
 *
 * @returns e.g. `it is a socket, remove it; rendered/ holds nothing but files and folders`
 */
export function obstacle(entry: Dirent | Stats): string {
  if (entry.isSymbolicLink())
    return "it is a symbolic link, remove it; nothing outside rendered/ is ever read or written";
  if (entry.isFile()) return 'it is a file where a folder must be, remove it and run "lab render" again';
  if (entry.isDirectory()) return 'it is a folder where a file must be, remove it and run "lab render" again';
  const kind = entry.isFIFO() ? "named pipe" : entry.isSocket() ? "socket" : "device";
  return `it is a ${kind}, remove it; rendered/ holds nothing but files and folders`;
}

/** How messages name a path of the tree: `rendered/arcodange/erp/service-erp.yaml`, and `rendered` for the root. */
export function inside(root: string, path = ""): string {
  return path === "" ? basename(root) : `${basename(root)}/${path}`;
}

/** Where a path of the tree lies on disk. No slash at the end for the root: with one, links would be followed. */
export function at(root: string, path: string): string {
  return path === "" ? root : `${root}/${path}`;
}

interface Reading {
  readonly root: string;
  readonly isWanted: (path: string) => boolean;
  readonly tree: Map<string, string>;
  readonly problems: string[];
}

/** Enters one folder, named by its path below the root, and those in it. */
function readFolder(reading: Reading, folder: string): void {
  for (const entry of attempt(reading, folder, entriesOf) ?? []) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!reading.isWanted(path)) continue;
    if (entry.isDirectory()) readFolder(reading, path);
    else if (entry.isFile()) readText(reading, path);
    else reading.problems.push(`Cannot read ${inside(reading.root, path)}: ${obstacle(entry)}`);
  }
}

function readText(reading: Reading, path: string): void {
  const text = attempt(reading, path, textOf);
  if (text !== undefined) reading.tree.set(path, text);
}

function attempt<T>(reading: Reading, path: string, read: (file: string) => T): T | undefined {
  try {
    return read(at(reading.root, path));
  } catch (error) {
    reading.problems.push(`Cannot read ${inside(reading.root, path)}: ${readFault(error)}`);
    return undefined;
  }
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

const withoutFollowing = constants.O_RDONLY | constants.O_NOFOLLOW;

/** Decoding puts U+FFFD for bad bytes, so only a text that holds one can have lost something, and is looked at again. */
function textOf(file: string): string {
  const text = readFileSync(file, { encoding: "utf8", flag: withoutFollowing });
  if (!text.includes("\uFFFD")) return text;
  const bytes = readFileSync(file, { flag: withoutFollowing });
  return isUtf8(bytes) ? bytes.toString("utf8") : `\uD800${bytes.toString("latin1")}`;
}

function readFault(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === "EACCES" || code === "EPERM") return "permission is denied, make it readable and run the command again";
  if (code === "ENOENT") return "it is gone or its name is not UTF-8, rename or remove it and run the command again";
  return `the system answers ${code}, mend that and run the command again`;
}
