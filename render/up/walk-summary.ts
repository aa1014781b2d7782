import type { Outcome, Result } from "./step-event.ts";

/** What is known of a walk beside what its steps have come to. */
export interface WalkFacts {
  readonly seconds: number;
  /** Command that goes on at a step. */
  readonly goOn: (step: string) => string;
  readonly log: string;
}

/** Exit code of a walk: 0 done, 1 something would change, 2 a step failed, 3 it stopped before a danger. */
export function statusOf(results: readonly Result[]): number {
  const failures = results.flatMap(({ outcome }) => (outcome.kind === "failed" ? [outcome] : []));
  if (failures.length > 0) return failures.some(({ isDanger }) => isDanger) ? 3 : 2;
  return count(results, "would change", "unknown") > 0 ? 1 : 0;
}

/** The end of a walk: what changed, what failed and where, and how to go on. */
export function summaryLines(results: readonly Result[], { seconds, goOn, log }: WalkFacts): string[] {
  const total = `${results.length} ${results.length === 1 ? "look" : "looks"} in ${seconds.toFixed(1)} s`;
  const failures = results.flatMap(result => failureLines(result));
  const notes = [
    ...new Set(results.flatMap(({ outcome }) => (outcome.kind === "changed" ? (outcome.notes ?? []) : []))),
  ];
  if (failures.length > 0) {
    const step = results.find(({ outcome }) => outcome.kind === "failed")?.step ?? "";
    return ["", ...notes, ...failures, "", `What was done stays. Go on with: ${goOn(step)}`, `Log: ${log}`];
  }
  const would = count(results, "would change", "unknown");
  if (would > 0) return ["", `${would} of ${total} would change something`];
  const changed = count(results, "changed");
  if (changed === 0) return ["", `Nothing changed: everything is as it should be (${total})`];
  return ["", `Done: ${changed} of ${total} changed something`, ...notes, `Log: ${log}`];
}

function failureLines({ step, on, outcome }: Result): string[] {
  if (outcome.kind !== "failed") return [];
  const [first = "", ...rest] = outcome.why.split("\n");
  return [`Step "${step}" failed on ${on}: ${first}`, ...rest];
}

function count(results: readonly Result[], ...kinds: readonly Outcome["kind"][]): number {
  return results.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
}
