import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * What git prints, as text. It never asks anything, never fetches what a partial clone lacks, and speaks English.
 *
 * @param settings of git that count for this run, before those of its files: `filter.lfs.clean` and its value
 */
export async function runGit(
  folder: string,
  words: readonly string[],
  settings: Iterable<readonly [name: string, value: string]> = [],
): Promise<string> {
  const { stdout } = await run("git", ["-c", "core.fsmonitor=false", ...words], {
    cwd: folder,
    env: { ...gitEnvironment(), ...inEnvironment([...settings]) },
    maxBuffer: MOST_BYTES,
  });
  return stdout;
}

/** Contents are those that commits name: what `git replace` puts in their place stays in one clone, and Argo CD never sees it. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: "C",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
  };
}

/** After those that the environment holds already. An option `-c` cannot name a setting that holds an equals sign. */
function inEnvironment(settings: readonly (readonly [name: string, value: string])[]): NodeJS.ProcessEnv {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0);
  const pairs = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, name],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ]);
  return settings.length === 0
    ? {}
    : { GIT_CONFIG_COUNT: String(first + settings.length), ...Object.fromEntries(pairs) };
}

/**
 * Why git could not even begin, and what to do; undefined where it ran and said no.
 *
 * @param error what `runGit` threw
 */
export function whyNoGit(error: unknown): string | undefined {
  const { code, stderr } = error as { code?: unknown; stderr?: unknown };
  const said = String(stderr ?? "");
  if (code === "ENOENT") return "git is not installed, install it";
  if (said.includes("dubious ownership")) return "the folder is somebody else's, see safe.directory in git help config";
  if (said.includes("not a git repository")) return "this folder is no git repository, clone it or run git init";
  return undefined;
}

const run = promisify(execFile);
const MOST_BYTES = 1 << 30;
