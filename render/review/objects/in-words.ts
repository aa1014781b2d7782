import { inJson } from "../../tree/plain-values.ts";

/** Any value as a person reads it: a text as it is, everything else as JSON. */
export function inWords(value: unknown): string {
  return typeof value === "string" ? value : (inJson(value) ?? "nothing");
}
