import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Files } from "./release.ts";

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who commits, unless the environment says otherwise. */
const COMMITTER = {
  GIT_AUTHOR_NAME: "lab",
  GIT_AUTHOR_EMAIL: "lab@localhost",
  GIT_COMMITTER_NAME: "lab",
  GIT_COMMITTER_EMAIL: "lab@localhost",
};

/** A copy of a Git repository without a working tree. Files become objects of it byte for byte, past every filter. */
export class BareRepository {
  readonly folder: string;
  readonly #environment: Environment;

  constructor(folder: string, environment: Environment) {
    this.folder = folder;
    this.#environment = { ...COMMITTER, ...environment };
  }

  /** Commit or tree that a revision names, such as `main`, `longhorn-v1.12.1:longhorn`; undefined: there is none. */
  async resolve(revision: string): Promise<string | undefined> {
    return this.git(["rev-parse", "--verify", "--quiet", "--end-of-options", revision]).catch(() => undefined);
  }

  /** Branch that a clone checks out; it need not have a commit. */
  async branch(): Promise<string> {
    return this.git(["symbolic-ref", "HEAD"]);
  }

  /** A tree of these files. */
  async writeFolder(files: Files): Promise<string> {
    const entries: string[] = [];
    for (const [name, content] of files) {
      const blob = await this.git(["hash-object", "-w", "--no-filters", "--stdin"], content);
      entries.push(`100644 blob ${blob}\t${name}`);
    }
    return this.#makeTree(entries);
  }

  /** A tree like that of a commit, in which a folder at its top has this content; without a commit that folder alone. */
  async withFolder(commit: string | undefined, name: string, folder: string): Promise<string> {
    const listing = commit === undefined ? "" : await this.git(["ls-tree", "-z", commit]);
    const others = listing.split("\0").filter(entry => entry !== "" && !entry.endsWith(`\t${name}`));
    return this.#makeTree([...others, `040000 tree ${folder}\t${name}`]);
  }

  /** A commit of a tree; the parent itself where it has that tree. */
  async commit(tree: string, parent: string | undefined, message: string): Promise<string> {
    if (parent === undefined) return this.git(["commit-tree", "-m", message, tree]);
    if ((await this.resolve(`${parent}^{tree}`)) === tree) return parent;
    return this.git(["commit-tree", "-p", parent, "-m", message, tree]);
  }

  /** Sets references of the repository that this is a copy of: all of them, or none when one would not move forward. */
  async push(references: Readonly<Record<string, string>>): Promise<void> {
    const words = Object.entries(references).map(([name, commit]) => `${commit}:${name}`);
    await this.git(["push", "--quiet", "--atomic", "origin", ...words]);
  }

  async git(words: readonly string[], input: Uint8Array | string = ""): Promise<string> {
    return git(["--git-dir", this.folder, ...words], this.#environment, input);
  }

  #makeTree(entries: readonly string[]): Promise<string> {
    return this.git(["mktree", "-z"], entries.map(entry => `${entry}\0`).join(""));
  }
}

/**
 * Copies a repository into a temporary folder for as long as it is used.
 *
 * @param remote anything that `git clone` takes; it may be empty
 * @throws {Error} with git's own words
 */
export async function usingCopy<T>(
  remote: string,
  environment: Environment,
  use: (copy: BareRepository) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "lab-crds-"));
  try {
    await git(["clone", "--quiet", "--bare", "--", remote, folder], environment);
    return await use(new BareRepository(folder, environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = promisify(execFile);

async function git(
  words: readonly string[],
  environment: Environment,
  input: Uint8Array | string = "",
): Promise<string> {
  const running = run("git", words, { env: { ...environment } as NodeJS.ProcessEnv, maxBuffer: 1 << 28 });
  running.child.stdin?.on("error", () => {}); // a git that ends before it has read all says why itself
  running.child.stdin?.end(input);
  try {
    return (await running).stdout.trimEnd();
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    throw new Error(code === "ENOENT" ? "git is not installed, install it" : (stderr ?? String(error)).trim());
  }
}
