import { registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { repositoryFolder } from "../repository.ts";

/**
 * Makes modules of this repository loadable anew within one process: each gets a version in its URL, and a saved file
 * makes new versions of itself and of all that import it, so that the next import evaluates just those. Modules of
 * `render/` are among them, because they import from `platform/`. What was imported before the call stays as it is.
 *
 * The old versions stay in memory, about 40 KiB each: an edit of an app leaves a few of them, one of what everything
 * imports nearly a thousand.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#moduleregisterhooksoptions
 */
export function makeReloadable(): Reloader {
  const versions = new Map<string, number>();
  const importers = new Map<string, Set<string>>();
  const later = new Set<string>();
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const importer = context.parentURL === undefined ? undefined : reloadableFile(context.parentURL);
      const wanted = specifier.startsWith(".") ? reloadableFile(new URL(specifier, context.parentURL).href) : undefined;
      if (importer !== undefined && wanted !== undefined) remember(importers, wanted, importer); // it may come later
      const resolved = nextResolve(specifier, context);
      const file = reloadableFile(resolved.url);
      const version = file === undefined ? undefined : versions.get(file);
      if (file === undefined || version === undefined) return resolved;
      const url = `${pathToFileURL(file).href}?version=${version}`;
      later.add(url);
      return { ...resolved, url };
    },
  });
  return {
    invalidate(file) {
      if (file.endsWith(".md")) return; // prose, which is read anew each time and by no module as it is loaded
      const isModule = file.endsWith(".ts");
      const stale = isModule ? withImporters(file, importers) : importers.keys(); // who reads a text file is not known
      for (const module of stale) versions.set(module, (versions.get(module) ?? 0) + 1);
    },
    reloadCount: () => later.size,
  };
}

export interface Reloader {
  /** Tells that a file was saved. Absolute path. */
  invalidate(file: string): void;
  /** How many modules were loaded anew, which is how many old versions stay in memory. */
  reloadCount(): number;
}

const FOLDERS = ["clusters", "platform", "apps", "render"].map(folder => `${repositoryFolder}${sep}${folder}${sep}`);

function reloadableFile(url: string): string | undefined {
  if (!url.startsWith("file:")) return undefined;
  const file = fileURLToPath(new URL(url));
  return FOLDERS.some(folder => file.startsWith(folder)) ? file : undefined;
}

function remember(importers: Map<string, Set<string>>, file: string, importer: string): void {
  const known = importers.get(file);
  if (known === undefined) importers.set(file, new Set([importer]));
  else known.add(importer);
}

/** The file, and every file that imports it, directly or through others. */
function withImporters(file: string, importers: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const stale = new Set([file]);
  for (const found of stale) for (const importer of importers.get(found) ?? []) stale.add(importer);
  return stale;
}
