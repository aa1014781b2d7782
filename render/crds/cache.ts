import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCache } from "../user-cache.ts";
import type { Files, Release } from "./release.ts";
import { distrust } from "./trust.ts";

/** Folder of the CRDs that were pulled, in the cache of the user. */
export function cacheFolder(): string {
  return userCache("crds");
}

/** The files of a release; undefined where one is missing, or is not what is trusted. */
export function readCached(cache: string, release: Release): Files | undefined {
  try {
    const folder = folderOf(cache, release);
    const files = new Map(release.definitions.files.map(name => [name, readFileSync(join(folder, name))]));
    return distrust(release, files, folder).length === 0 ? files : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps files; a kill leaves each of them whole or absent. */
export function writeCached(cache: string, release: Release, files: Files): void {
  const folder = folderOf(cache, release);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    const path = join(folder, name);
    writeFileSync(`${path}.${process.pid}`, content);
    renameSync(`${path}.${process.pid}`, path);
  }
}

function folderOf(cache: string, { component, version }: Release): string {
  return join(cache, component, version);
}
