import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../repository.ts";

/**
 * Copies parts of this repository, for tests and measurements that must not touch it. Packages are links to ours; what
 * is remembered beside them is the copy's own.
 *
 * @param names files and folders at the top of the repository
 */
export function copyRepository(to: string, names: readonly string[]): void {
  const options = { recursive: true, verbatimSymlinks: true }; // else links of the copy would lead into ours
  for (const name of names) cpSync(join(repositoryFolder, name), join(to, name), options);
  const modules = join(repositoryFolder, "node_modules");
  mkdirSync(join(to, "node_modules"));
  for (const name of readdirSync(modules)) {
    if (name !== ".cache") symlinkSync(join(modules, name), join(to, "node_modules", name));
  }
}
