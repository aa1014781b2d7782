import { errorsOf } from "./messages.ts";
import type { Run } from "./run-tofu.ts";
import { type StackWork, titleOf } from "./stack-work.ts";
import { troubleOf } from "./troubles.ts";

/** Somebody told a run to end. Whoever walks through several stacks stops then. */
export class Interrupted extends Error {}

/**
 * Accepts a run that ended as it should.
 *
 * @param doing such as `plan`
 * @throws {Error} that says what went wrong and what to do
 * @throws {Interrupted} when it was told to end
 */
export function expectDone(run: Run, work: StackWork, doing: string, good: readonly number[] = [0]): void {
  if (good.includes(run.status)) return;
  if (run.isInterrupted) throw new Interrupted(`Cannot ${doing} ${titleOf(work)}: it was interrupted`);
  throw new Error(`Cannot ${doing} ${titleOf(work)}: ${troubleOf(errorsOf(run), work)}`);
}
