import { isDeepStrictEqual } from "node:util";
import { type Fields, fieldsOf } from "./fields.ts";
import { inWords } from "./in-words.ts";

/** Whether whatever the narrow selector selects, the wide one does: an empty one selects everything. */
export function covers(wide: Fields, narrow: Fields): boolean {
  const wanted = fieldsOf(narrow.matchLabels);
  const expressions = listOf(narrow.matchExpressions);
  return (
    Object.entries(fieldsOf(wide.matchLabels)).every(([label, value]) => wanted[label] === value) &&
    listOf(wide.matchExpressions).every(one => expressions.some(other => isDeepStrictEqual(one, other)))
  );
}

/** `every pod`, `pods with app=erp`. */
export function selectorText(thing: string, selector: Fields): string {
  const labels = Object.entries(fieldsOf(selector.matchLabels)).map(([label, value]) => `${label}=${inWords(value)}`);
  const keys = listOf(selector.matchExpressions).map(one => {
    const { key, operator, values } = fieldsOf(one);
    return [key, operator, ...listOf(values)].map(inWords).join(" ");
  });
  const wanted = [...labels, ...keys];
  return wanted.length === 0 ? `every ${thing}` : `${thing}s with ${wanted.join(", ")}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
