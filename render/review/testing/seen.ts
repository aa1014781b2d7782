import type { Danger } from "../dangers/danger.ts";
import { findDangers } from "../dangers/find-dangers.ts";
import { type SampleLab, sampleSituation } from "./sample-situation.ts";

/**
 * What one danger tells of a change between two small labs, a line for each sight: `stop: claim "documents" in "erp" is
 * deleted`, and `warn, fixed: ...` or `warn, already there: ...` for what the change does not introduce.
 */
export function seen(danger: Danger, before: SampleLab, after: SampleLab): string[] {
  return findDangers(sampleSituation(before, after), [danger]).map(
    ({ level, attribution, what }) => `${level}${attribution === "introduced" ? "" : `, ${attribution}`}: ${what}`,
  );
}
