import type { LeftOut } from "../../../platform/component.ts";
import { code } from "../markdown.ts";

/** What a component or an app is doing, as far as the declaration knows: whether it is healthy, `lab status` says. */
export function statusWords(waitsFor: readonly LeftOut[]): string {
  const facts = [...new Set(waitsFor.map(({ field }) => field))];
  return facts.length === 0 ? "runs" : `waits for ${facts.map(code).join(", ")}`;
}
