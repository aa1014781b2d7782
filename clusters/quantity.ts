import { type Fault, quote } from "./fault.ts";

/** What a whole number may be. */
interface Limits {
  /** Default: 1. */
  readonly from?: number;
  /** Default: no upper limit. */
  readonly to?: number;
  /** A valid one, for the remedy. */
  readonly example: number;
}

/** The fault of a number that is fractional, not finite or outside of its limits. */
export function wholeNumber(field: string, value: number, { from = 1, to, example }: Limits): Fault[] {
  if (Number.isSafeInteger(value) && value >= from && (to === undefined || value <= to)) return [];
  const range = to === undefined ? `of at least ${from}` : `from ${from} to ${to}`;
  return [{ field, problem: `${quote(value)} is not a whole number ${range}`, remedy: `write one such as ${example}` }];
}
