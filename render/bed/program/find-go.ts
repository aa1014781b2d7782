import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Recipe, recipes } from "./recipes.ts";

const RECIPES = join(import.meta.dirname, "recipes");
const OUTPUT_LINES = 20;

/** The Go of this machine, as it is called for the recipes. */
export type Go = (recipe: Recipe, ...words: string[]) => Promise<string>;

/**
 * Go as it is on PATH, never another one that it would fetch. It takes modules from the registry that is set up, but not
 * from their origins: a module that the registry refuses is an error at once, and git is not needed.
 *
 * @throws {Error} that says what to install when it is missing, or older than a recipe says
 */
export async function findGo(names: readonly string[]): Promise<Go> {
  const wanted = names.map(name => goVersion(recipes[name] as Recipe)).reduce((a, b) => (isAtLeast(a, b) ? a : b));
  const advice = `install Go ${wanted} or newer: https://go.dev/dl`;
  const task = `Cannot build ${names.join(", ")}`;
  const local = { ...process.env, GOTOOLCHAIN: "local" };
  const said = await run("go", ["env", "GOVERSION", "GOPROXY"], { env: local }).catch(error => {
    const problem = error.code === "ENOENT" ? "Go is not on PATH" : `Go does not run (${endOf(error)})`;
    throw new Error(`${task}: ${problem}, ${advice}`);
  });
  const [version = "", registry = ""] = said.stdout.split("\n");
  const own = version.replace(/^go/, "");
  if (!isAtLeast(own, wanted)) throw new Error(`${task}: this is Go ${own}, ${advice}`);

  const env = {
    ...local,
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly",
    GOPROXY: registry.replaceAll(/[,|]direct\b/g, ""),
    GOWORK: "off",
  };
  return async (recipe, ...words) => {
    try {
      return (await run("go", words, { cwd: folderOf(recipe), env, maxBuffer: 1 << 26 })).stdout;
    } catch (error) {
      throw new Error(`Cannot build ${recipe.package}: go ${words[0]} failed\n${endOf(error)}`);
    }
  };
}

/** Folder with the go.mod of a recipe. */
export function folderOf({ folder }: Recipe): string {
  return join(RECIPES, folder);
}

function goVersion(recipe: Recipe): string {
  return /^go (\S+)$/m.exec(readFileSync(join(folderOf(recipe), "go.mod"), "utf8"))?.[1] as string;
}

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) >= 0;
}

const run = promisify(execFile);

function endOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split("\n").slice(-OUTPUT_LINES).join("\n");
}
