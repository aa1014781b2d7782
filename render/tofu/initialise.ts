import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expectDone } from "./outcome.ts";
import { runTofu } from "./run-tofu.ts";
import type { StackWork } from "./stack-work.ts";

/**
 * Fetches the providers of a stack into the cache of the user, and connects it with its state.
 *
 * @param words such as `-upgrade`
 */
export async function initialise(work: StackWork, words: readonly string[] = []): Promise<void> {
  mkdirSync(work.data, { recursive: true, mode: 0o700 });
  const run = await runTofu(work, ["init", "-input=false", "-no-color", `-var-file=${work.variables}`, ...words]);
  expectDone(run, work, "set up");
}

/** Does so the first time. */
export async function initialiseOnce(work: StackWork): Promise<void> {
  if (!existsSync(join(work.data, "terraform.tfstate"))) await initialise(work);
}
