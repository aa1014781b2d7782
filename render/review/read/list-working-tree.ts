import { runGit } from "../../git/run-git.ts";
import { askGit, kindOf, type Named, type Repository } from "./list-commit.ts";
import { attempt, isMisread, misread, readListed } from "./list-folder.ts";
import type { ListedFile, Listing } from "./listing.ts";

/**
 * The working tree: what lies on disk, but for files that git ignores. Only what is not as git has it in its index is
 * read from disk; git knows the rest by their stamps. Nothing that the repository or its settings name is run.
 */
export async function listWorkingTree(repository: Repository, { name, commit }: Named, tree: string): Promise<Listing> {
  if (repository.isBare) {
    throw new Error(`Cannot read the working tree of "${repository.folder}": it is a bare repository, name a head`);
  }
  const below = tree === "" ? [] : ["--", `${tree}/`];
  const settings = await withoutFilters(repository);
  const list = (...words: string[]) =>
    askGit(repository.folder, ["--literal-pathspecs", "ls-files", "-z", ...words, ...below], settings);
  const [staged, changed] = await Promise.all([
    list("--stage"),
    list("-t", "--modified", "--deleted", "--others", "--exclude-standard"),
  ]);
  const problems: string[] = [];
  const files = new Map(staged.split("\0").filter(Boolean).map(stagedEntry));
  const lines = changed.split("\0").filter(Boolean);
  const gone = new Set(lines.filter(line => line.startsWith("R ")).map(pathOf));
  for (const path of new Set(lines.map(pathOf))) {
    const place = `${repository.folder}/${path}`;
    const file = attempt(problems, place, () => fileOnDisk(repository, path, files.get(path)));
    if (file !== undefined) files.set(path.replace(/\/$/, ""), file);
    else if (isMisread(path) && !gone.has(path)) problems.push(misread(place));
    else files.delete(path);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { name, commit: commit.slice(0, 9), files };
}

/**
 * Settings under which git runs no filter. To tell whether a file differs, it would else run those that
 * `.gitattributes` of a stranger and the settings of the clone agree on.
 *
 * @see https://git-scm.com/docs/gitattributes#_filter
 */
async function withoutFilters({ folder }: Repository): Promise<[name: string, value: string][]> {
  const words = ["config", "-z", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|process|required)$"];
  const found = await runGit(folder, words).catch(() => ""); // there is none
  const names = found.split("\0").filter(Boolean);
  return names.map(name => [name, name.endsWith(".required") ? "false" : ""]);
}

/** `R <path>` for a file that is gone, other letters for others. */
function pathOf(line: string): string {
  return line.slice(2);
}

/** `100644 <id> <stage>\t<path>` */
function stagedEntry(line: string): [string, ListedFile] {
  const tab = line.indexOf("\t");
  const [mode = "", content = ""] = line.slice(0, tab).split(" ");
  return [line.slice(tab + 1), { kind: kindOf(mode), content }];
}

function fileOnDisk(
  { folder, idLength }: Repository,
  path: string,
  staged: ListedFile | undefined,
): ListedFile | undefined {
  if (staged?.kind === "submodule") return { ...staged, content: `${staged.content} changed` };
  if (path.endsWith("/")) return { kind: "submodule", content: "another repository" };
  return readListed(`${folder}/${path}`, path, idLength);
}
