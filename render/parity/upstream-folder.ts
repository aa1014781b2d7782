import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../repository.ts";

/** Where the upstream's own files lie, or why there are none. */
export type UpstreamFolder = { readonly folder: string } | { readonly absent: string };

/**
 * The folder with what each upstream publishes: the one that is named, else the one of `UPSTREAM_DIR`, else
 * `../shared/upstream` beside the repository.
 *
 * @throws {Error} where a folder is named that does not exist: whoever names one wants it read
 */
export function upstreamFolder(named: string | undefined): UpstreamFolder {
  const folder = named ?? process.env.UPSTREAM_DIR ?? "";
  const usual = join(repositoryFolder, "../shared/upstream");
  if (folder !== "" && existsSync(folder)) return { folder };
  if (folder !== "") {
    throw new Error(
      `Cannot read the upstream files: there is no folder "${folder}", name one with --upstream or UPSTREAM_DIR`,
    );
  }
  if (existsSync(usual)) return { folder: usual };
  return { absent: "UPSTREAM_DIR is not set, and there is no ../shared/upstream beside the repository" };
}
