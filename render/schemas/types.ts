import { isQuantity } from "./formats.ts";
import type { Type } from "./schema.ts";

interface TypeTest {
  /** With its article. */
  readonly title: string;
  readonly accepts: (value: unknown) => boolean;
}

/** What is of each type. */
export const TYPES: Readonly<Record<Type, TypeTest>> = {
  object: {
    title: "an object",
    accepts: value => typeof value === "object" && value !== null && !Array.isArray(value),
  },
  array: { title: "a list", accepts: Array.isArray },
  string: { title: "text", accepts: value => typeof value === "string" },
  integer: { title: "a whole number", accepts: Number.isInteger },
  number: { title: "a number", accepts: value => typeof value === "number" },
  boolean: { title: "true or false", accepts: value => typeof value === "boolean" },
  "int-or-string": {
    title: "a whole number or text",
    accepts: value => typeof value === "string" || Number.isInteger(value),
  },
  quantity: { title: 'an amount such as "512Mi" or "200m"', accepts: isQuantity },
};

/** What a value is, with its article. */
export function titleOf(value: unknown): string {
  if (value === null) return "null";
  const plain = ["object", "array", "string", "integer", "number", "boolean"] as const;
  const type = plain.find(candidate => TYPES[candidate].accepts(value));
  return type === undefined ? typeof value : TYPES[type].title;
}
