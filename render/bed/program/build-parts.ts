import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { findGo, folderOf, type Go } from "./find-go.ts";
import { missingPrograms } from "./program.ts";
import { builtWith, howToGet } from "./program-origins.ts";
import { type Recipe, recipes } from "./recipes.ts";

export interface BuildProps {
  /** Where the programs go. */
  readonly folder: string;
  /** Takes a line at the start and at the end of each build. */
  readonly say: (line: string) => void;
}

/**
 * Builds programs of the bed into a folder: those that neither it nor PATH has, and those that were built here from
 * another recipe. What came into the folder by other hands stays. A kill leaves each program whole or absent.
 *
 * @param names programs and scripts that recipes know
 * @throws {Error} that says what to install, for Go and for a missing program that no recipe builds; with the end of what
 *   Go said
 */
export async function buildParts(names: readonly string[], { folder, say }: BuildProps): Promise<void> {
  const others = missingPrograms(names, folder).filter(name => builtWith(name) === undefined);
  if (others.length > 0) throw new Error(`Cannot build\n  ${howToGet(others).join("\n  ")}`);

  const wanted = [...new Set(names.flatMap(name => builtWith(name) ?? []))].filter(name => isWanted(name, folder));
  if (wanted.length === 0) return;
  const go = await findGo(wanted);
  mkdirSync(folder, { recursive: true });
  for (const [index, name] of wanted.entries()) {
    say(`builds ${name} (${index + 1} of ${wanted.length})`);
    const start = performance.now();
    await build(name, folder, go);
    say(`built ${name} in ${Math.round((performance.now() - start) / 1000)} s`);
  }
}

function isWanted(name: string, folder: string): boolean {
  const stamp = stampOf(name, folder);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") !== digest(name)) return true;
  const { scripts = [] } = recipes[name] as Recipe;
  return missingPrograms([name, ...scripts.map(script => basename(script))], folder).length > 0;
}

/** File that says which recipe a program was built from. */
function stampOf(name: string, folder: string): string {
  return join(folder, `.${name}.recipe`);
}

/** Changes with whatever the program is made of, but for Go itself. */
function digest(name: string): string {
  const recipe = recipes[name] as Recipe;
  const hash = createHash("sha256").update(JSON.stringify([recipe, flagsOf(recipe)]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(folderOf(recipe), file)));
  return hash.digest("hex");
}

async function build(name: string, folder: string, go: Go): Promise<void> {
  const recipe = recipes[name] as Recipe;
  const made = join(folder, `.${name}.${process.pid}`);
  try {
    await go(recipe, "build", ...flagsOf(recipe), `-o=${made}`, recipe.package);
    writeFileSync(stampOf(name, folder), "unfinished");
    await bringAlong(recipe, folder, go);
    renameSync(made, join(folder, name));
    writeFileSync(stampOf(name, folder), digest(name));
  } finally {
    rmSync(made, { force: true });
  }
}

function flagsOf({ variables = {} }: Recipe): string[] {
  const values = Object.entries(variables).map(([variable, value]) => `-X=${variable}=${value}`);
  return ["-trimpath", "-buildvcs=false", `-ldflags=${["-s", "-w", ...values].join(" ")}`];
}

/** Copies what a program needs beside it out of Go's module cache, where nothing can be written or run. */
async function bringAlong(recipe: Recipe, folder: string, go: Go): Promise<void> {
  const { scripts = [], assets } = recipe;
  if (scripts.length === 0 && assets === undefined) return;
  const source = (await go(recipe, "list", "-f={{.Module.Dir}}", recipe.package)).trim();
  for (const script of scripts) {
    const made = join(folder, `.${basename(script)}.${process.pid}`);
    writeFileSync(made, readFileSync(join(source, script)));
    chmodSync(made, 0o755);
    renameSync(made, join(folder, basename(script)));
  }
  if (assets === undefined) return;
  const made = join(folder, `.${assets.folder}.${process.pid}`);
  for (const from of assets.from) copyFolder(join(source, from), join(made, from));
  rmSync(join(folder, assets.folder), { recursive: true, force: true });
  renameSync(made, join(folder, assets.folder));
}

function copyFolder(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const copy = entry.isDirectory() ? copyFolder : copyFileSync;
    copy(join(source, entry.name), join(target, entry.name));
  }
}
