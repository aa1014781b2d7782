import { hash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { upstreamFolder } from "../crds/upstream-folder.ts";
import { userCache } from "../user-cache.ts";

/**
 * Digest of where schemas are looked for, and when each place last changed: while it stays the same, none has come and
 * none has gone. Whoever remembers a rendering remembers it with this, for what was not validated then may be now.
 */
export function schemaPlaces(): string {
  const folders = [userCache("crds"), upstreamFolder()].filter(folder => folder !== undefined);
  return hash("sha256", folders.flatMap(stamps).join("\n"));
}

/** Of a folder and of each in it: a new version of a component lies one deeper, and changes the latter. */
function stamps(folder: string): string[] {
  try {
    const paths = [folder, ...readdirSync(folder).map(name => join(folder, name))];
    return paths.map(path => `${path} ${statSync(path).mtimeMs}`);
  } catch {
    return [];
  }
}
