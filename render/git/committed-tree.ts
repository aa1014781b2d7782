import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { promisify } from "node:util";
import type { Tree } from "../tree/tree.ts";

/** A commit, and `rendered/` as it has it. */
export interface Committed {
  /** Abbreviated commit. */
  readonly commit: string;
  readonly tree: Tree;
}

/** Files of a commit: blob by path below `rendered/`. */
export interface Listing {
  readonly commit: string;
  readonly blobs: ReadonlyMap<string, string>;
}

/**
 * `rendered/` of a commit. Only files that differ from `present` are read from git; the others are known by their blob.
 *
 * @param folder the repository's
 * @param revision anything git understands, such as `HEAD` or `main`
 * @throws {Error} when there is no git, no repository or no such revision, with what to do
 */
export async function treeAt(folder: string, revision: string, present: Tree): Promise<Committed> {
  return checkOut(folder, await listingOf(folder, revision), present);
}

/** Which files `rendered/` of a commit has. Needs no tree yet, so that git can run while one is rendered. */
export async function listingOf(folder: string, revision: string): Promise<Listing> {
  const commit = await git(folder, ["rev-parse", "--verify", "--short", `${revision}^{commit}`], revision);
  const listing = await git(folder, ["ls-tree", "-r", "-z", commit.trim(), "--", "rendered/"], revision);
  return { commit: commit.trim(), blobs: new Map(blobsOf(listing)) };
}

/** The texts of a listing, see `treeAt`. */
export async function checkOut(folder: string, { commit, blobs }: Listing, present: Tree): Promise<Committed> {
  const tree = new Map<string, string>();
  const unknown: [string, string][] = [];
  for (const [path, blob] of blobs) {
    const text = present.get(path);
    if (text !== undefined && blobId(text, blob.length) === blob) tree.set(path, text);
    else unknown.push([path, blob]);
  }
  const texts = await readBlobs(folder, [...new Set(unknown.map(([, blob]) => blob))]);
  for (const [path, blob] of unknown) tree.set(path, texts.get(blob) ?? "");
  return { commit, tree };
}

/**
 * What Argo CD has, as far as is known here: main as it was last fetched, else main itself.
 *
 * @returns undefined where there is neither
 */
export async function defaultBase(folder: string): Promise<string | undefined> {
  for (const revision of ["main@{upstream}", "origin/main", "main"]) {
    const isThere = await run("git", ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], {
      cwd: folder,
    }).then(
      () => true,
      () => false,
    );
    if (isThere) return revision;
  }
  return undefined;
}

/** Paths below `rendered/` and blobs, from the output of `git ls-tree -r -z`. */
function blobsOf(listing: string): [string, string][] {
  return listing
    .split("\0")
    .filter(line => line !== "")
    .map(line => {
      const tab = line.indexOf("\t"); // the first one: a path may hold others
      return [line.slice(tab + 1 + "rendered/".length), line.slice(0, tab).split(" ")[2] ?? ""];
    });
}

/** Identifier that git gives to a file's content; SHA-256 repositories have longer ones. */
function blobId(text: string, length: number): string {
  return hash(length === 64 ? "sha256" : "sha1", `blob ${Buffer.byteLength(text)}\0${text}`);
}

async function readBlobs(folder: string, blobs: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (blobs.length === 0) return texts;
  const running = run("git", ["cat-file", "--batch"], { cwd: folder, encoding: "buffer", maxBuffer: MOST_BYTES });
  running.child.stdin?.end(blobs.join("\n"));
  const { stdout } = await running;
  let position = 0;
  for (const blob of blobs) {
    const start = stdout.indexOf("\n", position) + 1;
    const size = Number(stdout.toString("latin1", position, start).trim().split(" ")[2]);
    texts.set(blob, stdout.toString("utf8", start, start + size));
    position = start + size + 1;
  }
  return texts;
}

const run = promisify(execFile);
const MOST_BYTES = 1 << 30;

async function git(folder: string, words: readonly string[], revision: string): Promise<string> {
  try {
    const env = { ...process.env, LC_ALL: "C" }; // its messages are read below
    return (await run("git", words, { cwd: folder, env, maxBuffer: MOST_BYTES })).stdout;
  } catch (error) {
    throw new Error(`Cannot read rendered/ of "${revision}": ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const { code, stderr } = error as { code?: string; stderr?: string };
  if (code === "ENOENT") return "git is not installed, install it";
  if (stderr?.includes("dubious ownership"))
    return "the folder is somebody else's, see safe.directory in git help config";
  if (stderr?.includes("not a git repository")) return "this folder is no git repository, clone it or run git init";
  return "there is no such commit here, name one that git log shows, or fetch it";
}
