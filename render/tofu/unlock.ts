import { expectDone } from "./outcome.ts";
import { runTofu } from "./run-tofu.ts";
import type { StackWork } from "./stack-work.ts";
import { withStateOnly } from "./state-only.ts";

/**
 * Takes away the lock that a dead run left on the state of a stack.
 *
 * @param id of the lock, as the error that it causes says it; the bucket refuses to take away any other
 * @see https://cloud.google.com/storage/docs/request-preconditions
 */
export function unlock(work: StackWork, id: string): Promise<void> {
  return withStateOnly(work, async bare => {
    const run = await runTofu(bare, ["force-unlock", "-force", "-no-color", `-var-file=${bare.variables}`, id]);
    expectDone(run, bare, "unlock");
  });
}
