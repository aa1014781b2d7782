import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../../repository.ts";

/** Copies what a commit of all that lies in this repository would hold. */
export function copySource(to: string): void {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", words, { cwd: repositoryFolder, encoding: "utf8" }).split("\0").slice(0, -1);
  const present = listed.filter(path => existsSync(join(repositoryFolder, path)));
  for (const path of present)
    cpSync(join(repositoryFolder, path), join(to, path), { recursive: true, verbatimSymlinks: true });
}
