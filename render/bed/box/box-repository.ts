import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { commitAndPush, type GitAccess } from "../servers/gitea-repositories.ts";
import { boxFolder } from "./box.ts";
import type { BoxTree } from "./box-tree.ts";

/**
 * Pushes this repository to a box's Gitea as it lies on disk, committed or not, with `rendered/` as the box has it.
 *
 * @returns the commit on the box's Gitea
 */
export function pushToBox(access: GitAccess, { cluster, tree }: BoxTree): Promise<string> {
  const folder = join(boxFolder, "lab");
  layOut(folder, tree);
  const { organisation, repository } = cluster.gitea;
  return commitAndPush(access, `${organisation}/${repository}`, folder, "feat: the lab as it lies on disk");
}

function layOut(folder: string, tree: BoxTree["tree"]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== ".git") rmSync(join(folder, name), { recursive: true });
  }
  for (const path of ownFiles()) cpSync(join(repositoryFolder, path), join(folder, path));
  for (const [path, text] of tree) {
    const file = join(folder, "rendered", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Files of this repository that git does not ignore and that are on disk, without the rendered ones. */
function ownFiles(): string[] {
  const list = (...words: string[]) =>
    execFileSync("git", ["ls-files", "-z", ...words], { cwd: repositoryFolder, encoding: "utf8", maxBuffer: 1 << 28 })
      .split("\0")
      .filter(path => path !== "");
  const deleted = new Set(list("--deleted"));
  return list("--cached", "--others", "--exclude-standard").filter(
    path => !deleted.has(path) && !path.startsWith("rendered/"),
  );
}
