import { lstatSync, mkdirSync, renameSync, rmdirSync, type Stats, unlinkSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { at, inside, obstacle } from "./read.ts";
import type { Tree } from "./tree.ts";

/** What a write did, by path below the root. */
export interface Written {
  /** New files and files whose text differed. */
  readonly written: readonly string[];
  /** Stale files: on disk before, but not rendered. */
  readonly removed: readonly string[];
  /** Number of files that were right already. They are not touched, and keep their time of modification. */
  readonly unchanged: number;
}

/**
 * Makes the tree below `root` equal to `after`. `before` is what readTree(root) gave a moment ago.
 *
 * Every new text first goes to a temporary file in the folder of its target (`.partial-<mark>-<number>`, which Argo CD
 * does not read), and only when all are on disk do stale files go and the temporary ones take their names. So a full
 * disk is met while the tree is still as it was, and a kill at any moment leaves whole files, old or new, and temporary
 * ones, which drift() names as stale and the next write removes. Nothing is flushed, since all of it can be rendered
 * again: what a power cut spoils, drift() names as well.
 *
 * @throws {Error} when something stands in the way (one line each) or the system refuses; when a path of `after`
 * leaves the root or a text cannot be UTF-8, which is a bug in render/
 */
export function writeTree(root: string, before: Tree, after: Tree): Written {
  const written = [...after].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
  const removed = [...before.keys()].filter(path => !after.has(path));
  if (written.length + removed.length > 0) {
    const changes: Changes = { root: resolve(root), before, after, written, removed };
    refuseIllegal(changes);
    refuseObstacles(changes);
    apply(changes);
  }
  return { written, removed, unchanged: after.size - written.length };
}

interface Changes {
  /** Absolute, without a slash at the end: `lstat("rendered/")` would follow a symbolic link. */
  readonly root: string;
  readonly before: Tree;
  readonly after: Tree;
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** What is unchanged lies on disk already, so what may not be there is among the changes. */
function refuseIllegal({ after, written, removed }: Changes): void {
  for (const path of [...written, ...removed]) {
    if (!staysInside(path)) throw bug(path, "the path must be plain names with forward slashes");
  }
  for (const path of written) {
    if (/[\\\0]/.test(path)) throw bug(path, "the path must be without backslash and zero byte");
    if (!after.get(path)?.isWellFormed()) throw bug(path, "its text holds half a surrogate pair and cannot be UTF-8");
  }
  for (const folder of foldersOf(written)) {
    if (after.has(folder)) throw bug(folder, "it is both a file and a folder of other files");
  }
}

function staysInside(path: string): boolean {
  return path.split("/").every(name => name !== "" && name !== "." && name !== "..");
}

function bug(path: string, problem: string): Error {
  return new Error(`Cannot write "${path}" below rendered/: ${problem}, this is a bug in render/`);
}

/** Looks at every folder that will be entered and at every name that will be taken, before anything is written. */
function refuseObstacles({ root, before, written, removed }: Changes): void {
  const problems: string[] = [];
  const present = new Set<string>();
  for (const folder of foldersOf([...written, ...removed])) {
    if (folder !== "" && !present.has(folderOf(folder))) continue;
    const stats = statsOf(root, folder);
    if (stats?.isDirectory()) present.add(folder);
    else if (stats !== undefined) problems.push(`Cannot write below ${inside(root, folder)}: ${obstacle(stats)}`);
  }
  for (const path of written) {
    if (before.has(path) || !present.has(folderOf(path))) continue;
    const stats = statsOf(root, path);
    if (stats !== undefined && !stats.isFile()) problems.push(`Cannot write ${inside(root, path)}: ${obstacle(stats)}`);
  }
  if (problems.length > 0) throw new Error(problems.sort().join("\n"));
}

function statsOf(root: string, path: string): Stats | undefined {
  return attempt("write", root, path, () => lstatSync(at(root, path), { throwIfNoEntry: false }));
}

/**
 * Stale files go before the new ones take their names: where case is ignored, removing a stale `Web.yaml` afterwards
 * would remove the new `web.yaml`.
 */
function apply({ root, after, written, removed }: Changes): void {
  const mark = Math.random().toString(36).slice(2);
  const temporaries = new Map(written.map((path, index) => [path, temporaryName(path, mark, index)]));
  try {
    writeTemporaries(root, temporaries, after);
    removeStale(root, removed);
    for (const [path, temporary] of temporaries) {
      attempt("write", root, path, () => renameSync(at(root, temporary), at(root, path)));
    }
  } catch (error) {
    for (const temporary of temporaries.values()) ifPossible(() => unlinkSync(at(root, temporary)));
    removeEmptyFolders(root, written);
    throw error;
  }
}

/** Short, whatever the length of the target's name, and with an ending that no reader of manifests takes. */
function temporaryName(path: string, mark: string, index: number): string {
  return `${path.slice(0, path.lastIndexOf("/") + 1)}.partial-${mark}-${index}`;
}

function writeTemporaries(root: string, temporaries: ReadonlyMap<string, string>, after: Tree): void {
  const made = new Set<string>();
  for (const [path, temporary] of temporaries) {
    const folder = folderOf(path);
    attempt("write", root, path, () => {
      if (!made.has(folder)) mkdirSync(at(root, folder), { recursive: true });
      made.add(folder);
      writeFileSync(at(root, temporary), after.get(path) ?? "", { encoding: "utf8", flag: "wx" }); // x follows no link
    });
  }
}

function removeStale(root: string, removed: readonly string[]): void {
  for (const path of removed) attempt("remove", root, path, () => unlinkIfThere(at(root, path)));
  removeEmptyFolders(root, removed);
}

/** Another run may have removed it, which is as good. */
function unlinkIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

/** Removes those folders of `paths` that hold nothing any more, innermost first; the root stays. */
function removeEmptyFolders(root: string, paths: Iterable<string>): void {
  const innermostFirst = [...foldersOf(paths)].reverse();
  for (const folder of innermostFirst) {
    if (folder !== "") ifPossible(() => rmdirSync(at(root, folder)));
  }
}

function ifPossible(act: () => void): void {
  try {
    act();
  } catch {
    // what stays is an empty folder, which git does not see, or a temporary file, which drift() names
  }
}

/** Every folder on the way to `paths`, each after the one it lies in; the root is "". */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set([""]);
  for (const path of paths) {
    if (folders.has(folderOf(path))) continue;
    for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.add(path.slice(0, end));
  }
  return folders;
}

/** `arcodange/erp` for `arcodange/erp/service-erp.yaml`, "" for a file in the root. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function attempt<T>(action: "write" | "remove", root: string, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const sentence = `Cannot ${action} ${inside(root, path)}: ${faultOf(codeOf(error))} and run "lab render" again`;
    throw new Error(sentence, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

const faults = new Map([
  ["ENOSPC", "the disk is full, free some space"],
  ["EDQUOT", "the disk quota is used up, free some space"],
  ["EROFS", "the file system is read-only, make it writable"],
  ["EACCES", "permission is denied, make its folder writable"],
  ["EPERM", "permission is denied, make its folder writable"],
  ["EISDIR", "it is a folder where a file must be, remove it"],
  ["ENOTDIR", "a file stands where a folder must be, remove it"],
  ["EEXIST", "a file stands where a folder must be, remove it"],
  ["ENAMETOOLONG", "the name is longer than the file system allows, shorten it"],
  ["ENOENT", "another program removed files while they were written, let one write at a time"],
]);

function faultOf(code: string): string {
  return faults.get(code) ?? `the system answers ${code}, mend that`;
}
