import { quote } from "../../../clusters/fault.ts";

/**
 * What stands in a field instead of what is wanted, as the problem of a finding.
 *
 * @returns e.g. `it has none` or `"RollingUpdate" is not "Recreate"`
 */
export function mismatch(value: unknown, wanted: unknown): string {
  return value === undefined ? "it has none" : `${inQuotes(value)} is not ${inQuotes(wanted)}`;
}

/** Any value in double quotes: `"true"`, `"[\"a\",\"b\"]"`. */
export function inQuotes(value: unknown): string {
  return quote(typeof value === "object" && value !== null ? JSON.stringify(value) : value);
}
