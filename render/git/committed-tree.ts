import type { Tree } from "../tree/tree.ts";
import { blobId } from "./blob-id.ts";
import { readBlobs } from "./read-blobs.ts";
import { runGit, whyNoGit } from "./run-git.ts";

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
  const texts = new Map<string, string>();
  await readBlobs(folder, [...new Set(unknown.map(([, blob]) => blob))], Number.POSITIVE_INFINITY, (blob, read) => {
    if ("bytes" in read) texts.set(blob, read.bytes.toString("utf8"));
  });
  for (const [path, blob] of unknown) tree.set(path, texts.get(blob) ?? "");
  return { commit, tree };
}

/**
 * What Argo CD has, as far as is known here: main as it was last fetched, else main itself, else what is called so where
 * this was cloned from, else master.
 *
 * @returns undefined where there is none of them
 */
export async function defaultBase(folder: string): Promise<string | undefined> {
  for (const revision of ["main@{upstream}", "origin/main", "main", "origin/HEAD", "master"]) {
    const isThere = await runGit(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]).then(
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

async function git(folder: string, words: readonly string[], revision: string): Promise<string> {
  try {
    return await runGit(folder, words);
  } catch (error) {
    const why = whyNoGit(error) ?? "there is no such commit here, name one that git log shows, or fetch it";
    throw new Error(`Cannot read rendered/ of "${revision}": ${why}`);
  }
}
