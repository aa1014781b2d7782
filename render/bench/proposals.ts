import { execFileSync } from "node:child_process";
import { appendFileSync, globSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./measure.ts";

/** Files that a usual pull request touches. */
const FEW = 20;

/** Reviews of a change of a few files, and of one of every file. */
export interface Proposals {
  readonly few: Command;
  readonly every: Command;
}

/** Makes a repository of a rendered lab, with a branch for each proposal; each appends a field to objects. */
export function proposals(folder: string): Proposals {
  const objects = globSync("rendered/*/app-*/*.yaml", { cwd: folder }).sort();
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, "deployed");
  propose(folder, "few", objects.slice(0, FEW));
  propose(folder, "every", objects);
  const review = (head: string) => ["render/lab.mjs", "review", "--base", "main", "--head", head];
  return { few: review("few"), every: review("every") };
}

function propose(folder: string, branch: string, paths: readonly string[]): void {
  git(folder, "checkout", "--quiet", "-B", branch, "main");
  for (const path of paths) appendFileSync(join(folder, path), "proposed: true\n");
  commit(folder, branch);
  git(folder, "checkout", "--quiet", "main");
}

function commit(folder: string, message: string): void {
  git(folder, "add", "--all", "rendered");
  git(folder, "commit", "--quiet", "--no-verify", "--message", message);
}

function git(folder: string, ...words: readonly string[]): void {
  const author = ["-c", "user.name=bench", "-c", "user.email=bench@example.net", "-c", "commit.gpgSign=false"];
  execFileSync("git", [...author, ...words], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
