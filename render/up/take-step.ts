import { ChangedKey } from "../remote/changed-key.ts";
import { Danger } from "./danger.ts";
import type { Step } from "./step.ts";
import type { Outcome, Result, StepEvent } from "./step-event.ts";
import { stopwatch } from "./stopwatch.ts";

/** What one step gets of the walk. */
export interface Talk {
  /** Does something that takes no time of the step's: a person is asked. */
  readonly outside: <T>(task: () => Promise<T>) => Promise<T>;
  readonly say: (line: string) => void;
}

/** Where a step is taken. */
export interface Place<On> {
  readonly name: string;
  at(talk: Talk): On;
}

/**
 * Takes one step at one place: looks, does what is missing, and looks again, at the place as it is then: a step may learn
 * a fact, by which hosts should be other than before. Its failure is a result like any other.
 */
export async function takeStep<On>(
  step: Step<On>,
  { name, at }: Place<On>,
  tell: (event: StepEvent) => void,
): Promise<Result> {
  const here = { step: step.name, on: name };
  const watch = stopwatch();
  const started = performance.now();
  const talk: Talk = { outside: watch.outside, say: line => tell({ ...here, kind: "says", line }) };
  const on = at(talk);
  tell({ ...here, kind: "looks" });
  const outcome = await attempt(async () => {
    const found = await step.check(on);
    if (found.length === 0) return { kind: "unchanged" };
    tell({ ...here, kind: "does", what: step.does, found });
    await watch.within(step.limitSeconds, () => step.do(on));
    const left = await step.check(at(talk));
    if (left.length > 0) return undone(left);
    return { kind: "changed", found, notes: (await step.notes?.(on)) ?? [] };
  });
  return ended(here, outcome, started, tell);
}

/**
 * Looks what a step would do at one place, and does nothing.
 *
 * @param before what the steps before it have come to there: what fails after something would change may not fail then
 */
export async function tryStep<On>(
  step: Step<On>,
  { name, at }: Place<On>,
  tell: (event: StepEvent) => void,
  before: readonly Result[],
): Promise<Result> {
  const here = { step: step.name, on: name };
  const started = performance.now();
  tell({ ...here, kind: "looks" });
  const on = at({ outside: task => task(), say: line => tell({ ...here, kind: "says", line }) });
  const outcome = await attempt(async () => {
    const found = await step.check(on);
    return found.length === 0 ? { kind: "unchanged" } : { kind: "would change", found };
  });
  const isExcused = outcome.kind === "failed" && before.some(result => result.outcome.kind === "would change");
  return ended(here, isExcused ? { kind: "unknown", why: outcome.why } : outcome, started, tell);
}

function ended(
  here: Pick<Result, "step" | "on">,
  outcome: Outcome,
  started: number,
  tell: (event: StepEvent) => void,
): Result {
  const seconds = (performance.now() - started) / 1000;
  tell({ ...here, kind: "ended", outcome, seconds });
  return { ...here, outcome, seconds };
}

async function attempt(task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "failed", why, isDanger: error instanceof Danger || error instanceof ChangedKey };
  }
}

function undone(left: readonly string[]): Outcome {
  return {
    kind: "failed",
    why: `it was done, and still:\n${left.map(line => `  ${line}`).join("\n")}`,
    isDanger: false,
  };
}
