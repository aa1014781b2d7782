import { notFound } from "../model/named.ts";
import type { Outputs } from "./read-outputs.ts";
import { command, type StackWork, titleOf } from "./stack-work.ts";

/**
 * Values of outputs, by name; none of them is sensitive.
 *
 * @param wanted names; empty: all that are not sensitive
 * @throws {Error} when the stack was never applied, when one is not there, and when one is sensitive
 */
export function shownOutputs(work: StackWork, outputs: Outputs, wanted: readonly string[]): Record<string, unknown> {
  if (Object.keys(outputs).length === 0) {
    throw new Error(`Cannot show outputs of ${titleOf(work)}: it was not applied yet, run "${command(work, "apply")}"`);
  }
  const problems = wanted.flatMap(name => problemOf(work, outputs, name));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const shown = Object.entries(outputs).filter(
    ([name, { sensitive }]) => !sensitive && (wanted.length === 0 || wanted.includes(name)),
  );
  return Object.fromEntries(shown.map(([name, { value }]) => [name, value]));
}

function problemOf(work: StackWork, outputs: Outputs, name: string): string[] {
  if (!Object.hasOwn(outputs, name)) return [notFound(`output of ${titleOf(work)}`, name, Object.keys(outputs))];
  if (!outputs[name]?.sensitive) return [];
  return [
    `Cannot show output "${name}" of ${titleOf(work)}: it is sensitive, and whoever needs it reads it from Vault`,
  ];
}
