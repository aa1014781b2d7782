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
  const said = errorsOf(run) || `nothing, and ended with ${run.status}`;
  throw new Error(`Cannot ${doing} ${titleOf(work)}: ${troubleOf(said, work)}`);
}

/**
 * The JSON that a run printed. What there is of it when the run fails may hold every secret of the stack, and is in no
 * error.
 *
 * @throws {Error} as `expectDone` does, and when it is no JSON
 */
export function dataOf<T>(run: Run, work: StackWork, doing: string): T {
  expectDone({ ...run, stdout: "" }, work, doing);
  try {
    return JSON.parse(run.printed) as T;
  } catch {
    throw new Error(`Cannot ${doing} ${titleOf(work)}: tofu printed something else than JSON, is it the real one?`);
  }
}
