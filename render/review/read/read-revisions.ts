import { realpathSync } from "node:fs";
import { type Blob, readBlobs } from "../../git/read-blobs.ts";
import { plainPath } from "./declared-application.ts";
import { commitOf, listCommit, mergeBase, openRepository, type Repository } from "./list-commit.ts";
import { listFolder } from "./list-folder.ts";
import { listWorkingTree } from "./list-working-tree.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { isManifestName, type Manifest, MOST_BYTES, readManifest, tooLarge } from "./manifest.ts";
import { openParseCache, type ParseCache } from "./parse-cache.ts";
import type { Revision, RevisionFile } from "./revision.ts";

/** What to compare. */
export type Comparison = {
  /** Only what lies below this folder of the repository, such as `rendered`, Applications included; all of it by default. */
  readonly tree?: string;
} & (
  | {
      /** Any folder of the repository. */
      readonly folder: string;
      /** Anything git understands, such as `main`. Compared is the commit from which the head went apart from it. */
      readonly base: string;
      /** Anything git understands; absent, it is the working tree, with files that git does not know yet. */
      readonly head?: string;
    }
  | { readonly before: string; readonly after: string }
);

/** Two revisions, the older one first. */
export interface Revisions {
  readonly before: Revision;
  readonly after: Revision;
}

/**
 * Reads two commits, a commit and the working tree, or two folders. Of what both have in common, everything is read once,
 * and what was read in an earlier run comes from a cache.
 *
 * @param cache by default one of this repository in the user's cache folder
 * @throws {Error} when there is no git, no repository, no such revision or folder, or nothing in common, with what to do
 */
export async function readRevisions(comparison: Comparison, cache?: ParseCache): Promise<Revisions> {
  const tree = treeOf(comparison.tree);
  if ("before" in comparison) {
    const listings = [listFolder(comparison.before, tree), listFolder(comparison.after, tree)] as const;
    return readListings(listings, undefined, cache ?? openParseCache("folders"));
  }
  const repository = await openRepository(comparison.folder);
  const listings = await listRevisions(repository, comparison, tree);
  return readListings(listings, repository, cache ?? openParseCache(realpathSync(repository.folder)));
}

function treeOf(tree = ""): string {
  const path = plainPath(tree);
  if (path !== ".." && !path.startsWith("../")) return path;
  throw new Error(`Cannot read folder "${tree}": it is outside of the repository, name one by its path from the root`);
}

async function listRevisions(
  repository: Repository,
  comparison: { readonly base: string; readonly head?: string },
  tree: string,
): Promise<readonly [Listing, Listing]> {
  const head = comparison.head ?? "HEAD";
  const [base, commit] = await commitsOf(repository, [comparison.base, head]);
  const fork = await mergeBase(repository, base, commit);
  const before = listCommit(repository, { ...base, commit: fork }, tree);
  const after =
    comparison.head === undefined
      ? listWorkingTree(repository, { ...commit, name: "working tree" }, tree)
      : listCommit(repository, commit, tree);
  const listings = await Promise.all([before, after]);
  if (tree !== "" && listings.every(({ files }) => files.size === 0)) {
    throw new Error(`Cannot read folder "${tree}": neither revision has it, name one by its path from the root`);
  }
  return listings;
}

/** Both, or an error that speaks of both. */
async function commitsOf(repository: Repository, revisions: readonly [string, string]) {
  const found = await Promise.allSettled(revisions.map(revision => commitOf(repository, revision)));
  const failed = new Set(found.flatMap(one => (one.status === "rejected" ? [(one.reason as Error).message] : [])));
  if (failed.size > 0) throw new Error([...failed].join("\n"));
  const [base = "", head = ""] = found.map(one => (one.status === "fulfilled" ? one.value : ""));
  return [
    { name: revisions[0], commit: base },
    { name: revisions[1], commit: head },
  ] as const;
}

async function readListings(
  listings: readonly [Listing, Listing],
  repository: Repository | undefined,
  cache: ParseCache,
): Promise<Revisions> {
  const manifests = await readManifests(listings, repository, cache);
  const variables = await readVariables(listings, repository);
  const revision = ({ files, ...listing }: Listing, same?: Revision): Revision => ({
    ...listing,
    ...(repository?.origin !== undefined && { origin: repository.origin }),
    files: new Map(
      [...files].map(([path, file]): [string, RevisionFile] => {
        const { kind, content } = file;
        const other = same?.files.get(path);
        if (other?.content === content && other.kind === kind) return [path, other];
        const manifest = manifests.get(keyOf(path, file));
        const value = variables.size > 0 ? variables.get(`${path}\n${content}`) : undefined;
        return [
          path,
          { kind, content, ...(manifest && { manifest }), ...(value !== undefined && { variables: value }) },
        ];
      }),
    ),
  });
  const before = revision(listings[0]);
  return { before, after: revision(listings[1], before) };
}

/** The same content is read in another way where the name says JSON. */
function keyOf(path: string, { kind, content }: ListedFile): string {
  if (kind !== "file" || !isManifestName(path)) return "";
  return path.endsWith(".json") ? `${content}.json` : content;
}

async function readManifests(
  listings: readonly Listing[],
  repository: Repository | undefined,
  cache: ParseCache,
): Promise<Map<string, Manifest>> {
  const manifests = new Map<string, Manifest>();
  const unread = new Map<string, ListedFile>();
  for (const { files } of listings) {
    for (const [path, file] of files) {
      const key = keyOf(path, file);
      if (key === "" || manifests.has(key) || unread.has(key)) continue;
      const manifest = cache.get(key);
      if (manifest === undefined) unread.set(key, file);
      else manifests.set(key, manifest);
    }
  }
  const take = (key: string, blob: Blob) => {
    const manifest = "bytes" in blob ? readManifest(blob.bytes, key) : tooLarge(blob.size);
    cache.add(key, manifest);
    manifests.set(key, manifest);
  };
  const inGit = new Map<string, string[]>();
  for (const [key, { content, bytes, size }] of unread) {
    if (bytes !== undefined) take(key, { bytes });
    else if (size !== undefined) take(key, { size });
    else inGit.set(content, [...(inGit.get(content) ?? []), key]);
  }
  await readFromGit([...inGit.keys()], repository, (content, blob) => {
    for (const key of inGit.get(content) ?? []) take(key, blob);
  });
  cache.save();
  return manifests;
}

async function readFromGit(
  contents: readonly string[],
  repository: Repository | undefined,
  take: (content: string, blob: Blob) => void,
): Promise<void> {
  if (repository === undefined || contents.length === 0) return;
  try {
    await readBlobs(repository.folder, contents, MOST_BYTES, take);
  } catch (error) {
    throw new Error(`Cannot read "${repository.folder}": ${(error as Error).message}`);
  }
}

/** Variables of stacks that differ, by path and content. */
async function readVariables(
  [before, after]: readonly [Listing, Listing],
  repository: Repository | undefined,
): Promise<Map<string, unknown>> {
  const isDifferent = (path: string) => before.files.get(path)?.content !== after.files.get(path)?.content;
  const paths = [...before.files.keys()].filter(path => VARIABLES.test(path) && isDifferent(path));
  const files = paths.flatMap(path => [before, after].map(({ files }) => ({ path, file: files.get(path) })));
  const variables = new Map<string, unknown>();
  const take = (path: string, content: string, bytes: Buffer) => {
    const value = parsed(bytes);
    if (value !== undefined) variables.set(`${path}\n${content}`, value);
  };
  const inGit = new Map<string, string[]>();
  for (const { path, file } of files) {
    if (file?.kind !== "file") continue;
    if (file.bytes !== undefined) take(path, file.content, file.bytes);
    else if (file.size === undefined) inGit.set(file.content, [...(inGit.get(file.content) ?? []), path]);
  }
  await readFromGit([...inGit.keys()], repository, (content, blob) => {
    if ("bytes" in blob) for (const path of inGit.get(content) ?? []) take(path, content, blob.bytes);
  });
  return variables;
}

const VARIABLES = /(^|\/)tofu\/[^/]+\.tfvars\.json$/;

/** Undefined for what is no JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
