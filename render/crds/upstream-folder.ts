import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../repository.ts";

/**
 * The folder in which somebody keeps the files that components publish: what `UPSTREAM_DIR` names, or else
 * `shared/upstream` beside this repository; undefined where neither is there.
 */
export function upstreamFolder(): string | undefined {
  const named = process.env.UPSTREAM_DIR;
  if (named !== undefined && named !== "") return named;
  const beside = join(repositoryFolder, "..", "shared", "upstream");
  return existsSync(beside) ? beside : undefined;
}
