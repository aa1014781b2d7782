import { statSync } from "node:fs";
import { runGit, whyNoGit } from "../../git/run-git.ts";
import type { ListedFile, Listing } from "./listing.ts";

/** Where git works, and what it knows of the clone. */
export interface Repository {
  /** Root of the working tree; the folder that was given, for a bare repository. */
  readonly folder: string;
  readonly isShallow: boolean;
  /** Whether it has no working tree. */
  readonly isBare: boolean;
  /** Characters of an identifier: 40, and 64 in repositories of SHA-256. */
  readonly idLength: number;
  readonly origin?: string;
}

/** @throws {Error} when there is no git, no repository or no right to read it, with what to do */
export async function openRepository(folder: string): Promise<Repository> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`Cannot read "${folder}": there is no such folder, name one of a git repository`);
  }
  const facts = ["--is-shallow-repository", "--show-object-format", "--is-bare-repository"];
  try {
    const [known, top, origin] = await Promise.all([
      runGit(folder, ["rev-parse", ...facts]),
      runGit(folder, ["rev-parse", "--show-toplevel"]).catch(() => undefined),
      runGit(folder, ["config", "--get", "remote.origin.url"]).catch(() => undefined),
    ]);
    const [isShallow, format, isBare] = known.trim().split("\n");
    return {
      folder: isBare === "true" || top === undefined ? folder : top.replace(/\n$/, ""),
      isShallow: isShallow === "true",
      isBare: isBare === "true",
      idLength: format === "sha256" ? 64 : 40,
      ...(origin !== undefined && { origin: origin.trim() }),
    };
  } catch (error) {
    const why = whyNoGit(error) ?? `git says: ${firstLine(error)}`;
    throw new Error(`Cannot read "${folder}": ${why}; two folders can be compared without git`);
  }
}

/**
 * Full identifier of a commit.
 *
 * @throws {Error} when there is no such commit here, with what to do
 */
export async function commitOf(repository: Repository, revision: string): Promise<string> {
  try {
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    return (await runGit(repository.folder, words)).trim();
  } catch {
    const instead = repository.isShallow
      ? `this clone is shallow, fetch the rest with git fetch --unshallow (in a workflow: fetch-depth: 0)`
      : `name one that git log shows, or fetch it`;
    throw new Error(`Cannot read revision "${revision}": there is no such commit here, ${instead}`);
  }
}

/** The commit from which two went apart. */
export async function mergeBase(repository: Repository, base: Named, head: Named): Promise<string> {
  try {
    const found = await runGit(repository.folder, ["merge-base", base.commit, head.commit]);
    return found.trim();
  } catch {
    const why = repository.isShallow
      ? `this clone is shallow, fetch the rest with git fetch --unshallow (in a workflow: fetch-depth: 0)`
      : `they have no commit in common, name a base that "${head.name}" was branched from`;
    throw new Error(`Cannot compare "${base.name}" with "${head.name}": ${why}`);
  }
}

export interface Named {
  readonly name: string;
  readonly commit: string;
}

/** @param tree folder of the repository; "" for all of it */
export async function listCommit({ folder }: Repository, { name, commit }: Named, tree: string): Promise<Listing> {
  const below = tree === "" ? [] : ["--", `${tree}/`];
  const lines = await askGit(folder, ["--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, ...below]);
  return { name, commit: commit.slice(0, 9), files: new Map(lines.split("\0").filter(Boolean).map(entryOf)) };
}

/** What git prints, where it has no reason to fail but a broken repository. */
export async function askGit(
  folder: string,
  words: readonly string[],
  settings: Parameters<typeof runGit>[2] = [],
): Promise<string> {
  try {
    return await runGit(folder, words, settings);
  } catch (error) {
    throw new Error(`Cannot read "${folder}": git says: ${firstLine(error)}`);
  }
}

/** `100644 blob <id>\t<path>`; the first tab ends the facts, a path may hold others. */
function entryOf(line: string): [string, ListedFile] {
  const tab = line.indexOf("\t");
  const content = line.slice(line.lastIndexOf(" ", tab) + 1, tab);
  return [line.slice(tab + 1), { kind: kindOf(line.slice(0, 6)), content }];
}

export function kindOf(mode: string): ListedFile["kind"] {
  return mode === "160000" ? "submodule" : mode === "120000" ? "symbolic link" : "file";
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || String(error)).split("\n")[0] ?? "";
}
