import pc from "picocolors";
import type { Outcome, StepEvent } from "./step-event.ts";

const STEP_WIDTH = 22;
const PLACE_WIDTH = 5;

/** Which step, and where. */
export function placeOf({ step, on }: Pick<StepEvent, "step" | "on">): string {
  return `${step.padEnd(STEP_WIDTH)} ${on.padEnd(PLACE_WIDTH)}`;
}

/** What happened, on lines for a log: nothing for a mere look. */
export function eventLines(event: StepEvent): string[] {
  const place = placeOf(event);
  if (event.kind === "looks") return [];
  if (event.kind === "says") return [`${place}   ${event.line}`];
  if (event.kind === "does") return [`${place} ${event.what}:`, ...event.found.map(line => `${place}   ${line}`)];
  return [
    `${place} ${outcomeWord(event.outcome)} ${seconds(event.seconds)}`,
    ...detail(event.outcome).map(line => `${place}   ${line}`),
  ];
}

/** What an outcome is called, in its colour. */
export function outcomeWord({ kind }: Outcome): string {
  const colours: Readonly<Record<Outcome["kind"], (text: string) => string>> = {
    unchanged: pc.dim,
    changed: pc.green,
    "would change": pc.yellow,
    unknown: pc.yellow,
    failed: pc.red,
  };
  return colours[kind](kind);
}

export function seconds(value: number): string {
  return pc.dim(`(${value.toFixed(1)} s)`);
}

function detail(outcome: Outcome): readonly string[] {
  if (outcome.kind === "would change") return outcome.found;
  if (outcome.kind === "unknown") return [`not before what comes first is done: ${outcome.why.split("\n")[0]}`];
  return outcome.kind === "failed" ? outcome.why.split("\n") : [];
}
