import { existsSync } from "node:fs";
import { upstreamFolder as usualFolder } from "../crds/upstream-folder.ts";

/** Where the upstream's own files lie, or why there are none. */
export type UpstreamFolder = { readonly folder: string } | { readonly absent: string };

/**
 * The folder with what each upstream publishes: the one that is named, else the usual one.
 *
 * @throws {Error} where a folder is named that does not exist: whoever names one wants it read
 */
export function upstreamFolder(named: string | undefined): UpstreamFolder {
  const folder = named ?? usualFolder();
  if (folder === undefined) {
    return { absent: "UPSTREAM_DIR is not set, and there is no ../shared/upstream beside the repository" };
  }
  if (existsSync(folder)) return { folder };
  throw new Error(
    `Cannot read the upstream files: there is no folder "${folder}", name one with --upstream or UPSTREAM_DIR`,
  );
}
