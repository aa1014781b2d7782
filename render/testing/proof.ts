import { describe } from "vitest";

/**
 * A suite that needs something of the machine: where that is missing it does not run, and says so in words.
 *
 * @param missing what is missing and how to get it; undefined: nothing
 */
export function proof(title: string, missing: string | undefined, suite: () => void): void {
  if (missing !== undefined) console.warn(`Not proved here: ${title}: ${missing}`);
  describe.skipIf(missing !== undefined)(title, suite);
}
