import { dataOf } from "./outcome.ts";
import { runTofu } from "./run-tofu.ts";
import type { StackWork } from "./stack-work.ts";
import { withStateOnly } from "./state-only.ts";

/** Outputs of a state, by name. */
export type Outputs = Readonly<Record<string, Output>>;

export interface Output {
  readonly sensitive: boolean;
  readonly value: unknown;
}

/** Reads the outputs in the state of a stack, without its providers; none where it was never applied. */
export function readOutputs(work: StackWork): Promise<Outputs> {
  return withStateOnly(work, outputsOf);
}

/** The same of a stack that is set up. */
export async function outputsOf(work: StackWork): Promise<Outputs> {
  const run = await runTofu(work, ["output", "-json", "-no-color", `-var-file=${work.variables}`]);
  return dataOf<Outputs>(run, work, "read the state of");
}
