import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The deployed branch, as it was fetched. */
export const DEPLOYED = "origin/main";

/** A clone with the branch of a bump checked out, which may be new, and `origin/main` merged into it. */
export interface Checkout {
  readonly folder: string;
  /** Such as `bump/erp`. */
  readonly branch: string;
}

/** Commits all that differs, if anything does, and pushes what is not there yet. Returns the commit, or undefined when
 * somebody else has pushed meanwhile. */
export async function commitAndPush(checkout: Checkout, message: string): Promise<string | undefined> {
  await git(checkout, "add", "--all");
  if ((await git(checkout, "status", "--porcelain")) !== "") await git(checkout, "commit", "--quiet", "-m", message);
  const commit = await git(checkout, "rev-parse", "HEAD");
  if (commit === (await fetched(checkout))) return commit;
  return (await push(checkout, `HEAD:refs/heads/${checkout.branch}`)) ? commit : undefined;
}

/** Paths that differ from the deployed branch. */
export async function changedPaths(checkout: Checkout): Promise<string[]> {
  const paths = await git(checkout, "diff", "--name-only", "-z", DEPLOYED, "HEAD");
  return paths.split("\0").filter(path => path !== "");
}

/** Deletes the branch, which has nothing left to say. */
export async function dropBranch(checkout: Checkout): Promise<void> {
  await push(checkout, `:refs/heads/${checkout.branch}`);
}

/** @returns false when the branch is no longer as it was fetched */
async function push(checkout: Checkout, reference: string): Promise<boolean> {
  try {
    await git(checkout, "push", "--quiet", "origin", reference);
    return true;
  } catch (error) {
    if (/\[rejected\]|\(fetch first\)|\(non-fast-forward\)/.test((error as Error).message)) return false;
    throw error;
  }
}

/** What the branch was when it was fetched; empty where it was not there. */
async function fetched(checkout: Checkout): Promise<string> {
  return git(checkout, "for-each-ref", "--format=%(objectname)", `refs/remotes/origin/${checkout.branch}`);
}

async function git({ folder }: Checkout, ...words: string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: "C" }; // its messages are read above
  const { stdout } = await promisify(execFile)("git", words, { cwd: folder, env, maxBuffer: 1 << 28 });
  return stdout.trim();
}
