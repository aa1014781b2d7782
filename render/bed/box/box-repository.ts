import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { commitAndPush, followGitea, type GitAccess } from "../servers/gitea-repositories.ts";
import { boxFolder } from "./box.ts";
import type { BoxTree } from "./box-tree.ts";

const folder = join(boxFolder, "lab");

/** What came of a push to a box. */
export interface BoxPush {
  /** The commit on the box's Gitea. */
  readonly commit: string;
  /** `<commit> <subject>` of each that somebody made in the box's Gitea; what is on disk takes the place of its content. */
  readonly undone: readonly string[];
}

/** Pushes this repository to a box's Gitea as it lies on disk, committed or not, with `rendered/` as the box has it. */
export async function pushToBox(access: GitAccess, { cluster, tree }: BoxTree): Promise<BoxPush> {
  const name = `${cluster.gitea.organisation}/${cluster.gitea.repository}`;
  layOut(tree);
  const undone = await followGitea(access, name, folder);
  return { commit: await commitAndPush(access, name, folder, "feat: the lab as it lies on disk"), undone };
}

/** What to say of a push that undoes commits; nothing where it undoes none. */
export function undoneLines({ undone }: BoxPush): string[] {
  if (undone.length === 0) return [];
  return [
    "What lies on disk takes the place of what was committed in the box's Gitea:",
    ...undone.map(line => `  ${line}`),
  ];
}

/** Removes the locks of a git that was killed, for which each later one would give up; of a box that this process has. */
export function unlockRepository(): void {
  const git = join(folder, ".git");
  if (!existsSync(git)) return;
  const paths = readdirSync(git, { recursive: true, encoding: "utf8" });
  for (const path of paths.filter(name => name.endsWith(".lock"))) rmSync(join(git, path));
}

function layOut(tree: BoxTree["tree"]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== ".git") rmSync(join(folder, name), { recursive: true });
  }
  for (const path of ownFiles()) cpSync(join(repositoryFolder, path), join(folder, path), { verbatimSymlinks: true });
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
