import type { Step } from "../step.ts";

/** Takes a step as the walk does, and returns what was to be done, and what is left. */
export async function take<On>(
  step: Step<On>,
  on: On,
): Promise<{ before: readonly string[]; after: readonly string[] }> {
  const before = await step.check(on);
  if (before.length > 0) await step.do(on);
  return { before, after: await step.check(on) };
}
