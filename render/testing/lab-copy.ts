import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readTree } from "../tree/read.ts";
import type { Tree } from "../tree/tree.ts";
import { copyRepository } from "./repository-copy.ts";

/** Milliseconds for a test of several runs on a busy machine. */
export const PATIENCE = 60_000;

const CONTENT = [
  ...[".gitea", ".gitignore", "README.md", "apps", "biome.json", "clusters"],
  ...["package-lock.json", "package.json", "platform", "renovate.json"],
];

/** What one run of `lab` came to. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  /** Program that runs the launcher. Default: this very Node. */
  readonly node?: string;
  /** Variables on top of the present ones; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A copy of this repository in a temporary folder, as it is after a clone, `npm ci` and `lab render`: for tests that
 * run `lab` as its user does. Packages are links to ours; what is remembered beside them is the copy's own.
 *
 * @throws {Error} when the lab cannot be rendered
 */
export class LabCopy {
  readonly folder: string;
  readonly #temporary: string;
  readonly #pristine: string;

  constructor() {
    this.#temporary = realpathSync(mkdtempSync(join(tmpdir(), "lab-copy-")));
    this.#pristine = join(this.#temporary, "pristine");
    this.folder = join(this.#temporary, "lab");
    copyRepository(this.folder, [...CONTENT, "render", "rendered"]);
    const { status, stdout, stderr } = this.lab("render");
    if (status !== 0) throw new Error(`Cannot test a lab that cannot be rendered:\n${stdout}${stderr}`);
    copyContent(this.folder, this.#pristine, [...CONTENT, "rendered"]);
  }

  /** Undoes every edit, of files outside render/, and what commands wrote. */
  reset(): void {
    for (const name of [...CONTENT, "rendered"]) this.remove(name);
    copyContent(this.#pristine, this.folder, [...CONTENT, "rendered"]);
  }

  /** Makes the copy a git repository with one commit of all that it holds. */
  commit(): void {
    const author = ["-c", "user.name=Test", "-c", "user.email=test@example.net", "-c", "commit.gpgSign=false"];
    if (!existsSync(this.path(".git"))) this.git("init", "--quiet", "--initial-branch=main");
    this.git("add", "--all");
    this.git(...author, "commit", "--quiet", "--no-verify", "--message=test: commit the lab");
  }

  git(...words: string[]): string {
    const { status, stdout, stderr } = run("git", words, this.folder);
    if (status !== 0) throw new Error(`Cannot run git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** Runs `lab` to its end. */
  lab(...words: string[]): Run {
    return this.labUnder({}, ...words);
  }

  labUnder(circumstances: Circumstances, ...words: string[]): Run {
    return runLab(this.folder, words, circumstances);
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** @throws {Error} when the file does not hold what is to be replaced: then the test tests nothing */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`Cannot edit ${path} of the copy: it does not hold ${from}`);
    this.write(path, text.replace(from, to));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }

  rendered(): Tree {
    return readTree(this.path("rendered"));
  }

  /** Inode and time of modification of every rendered file: equal only where no file was touched. */
  stamps(): Map<string, string> {
    const stamp = (path: string) => statSync(this.path(join("rendered", path)), { bigint: true });
    return new Map([...this.rendered().keys()].map(path => [path, `${stamp(path).ino} ${stamp(path).mtimeNs}`]));
  }

  /** Takes the whole copy away. */
  dispose(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}

/** Runs the `lab` of the repository in `folder` to its end. */
export function runLab(folder: string, words: readonly string[], { node, env = {} }: Circumstances = {}): Run {
  return run(node ?? process.execPath, [join(folder, "render/lab.mjs"), ...words], folder, env);
}

/** Starts the `lab` of the repository in `folder`, as the first process of a group of its own. */
export function startLab(
  folder: string,
  words: readonly string[],
  { node, env = {} }: Circumstances = {},
): ChildProcess {
  return spawn(node ?? process.execPath, [join(folder, "render/lab.mjs"), ...words], {
    cwd: folder,
    detached: true,
    env: environment(folder, env),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function run(program: string, words: readonly string[], folder: string, env: Circumstances["env"] = {}): Run {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    encoding: "utf8",
    env: environment(folder, env),
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Ours without what colours the output, or points git at another repository, such as the one whose hook runs this. */
function environment(folder: string, changes: Circumstances["env"] = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(GIT_|FORCE_COLOR$|NODE_OPTIONS$)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: "1",
    GIT_CEILING_DIRECTORIES: dirname(folder),
    ...changes,
  };
}

function copyContent(from: string, to: string, names: readonly string[]): void {
  const options = { recursive: true, verbatimSymlinks: true }; // else links of the copy would lead to the original
  for (const name of names) cpSync(join(from, name), join(to, name), options);
}
