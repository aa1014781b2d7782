import { harmless } from "../../../terminal/harmless.ts";
import type { FieldChange } from "../../../tree/field-changes.ts";
import { inJson } from "../../../tree/plain-values.ts";
import type { Changed } from "../../situation.ts";
import { objectText } from "./object-text.ts";
import type { EntryTexts, FieldRow } from "./page-data.ts";

/** What an opened entry shows: its fields, and both sides as YAML. */
export function entryTexts({ change, old, fresh }: Changed): EntryTexts {
  return {
    ...(old !== undefined && { before: objectText(old.object) }),
    ...(fresh !== undefined && { after: objectText(fresh.object) }),
    fields: change.fields.map(fieldRow),
    reordered: (change.reordered ?? []).map(harmless),
  };
}

function fieldRow(field: FieldChange): FieldRow {
  const verb = !("before" in field) ? "added" : !("after" in field) ? "removed" : "changed";
  const effect = field.effect !== undefined && { effect: field.effect };
  return { path: harmless(field.path), verb, ...effect, ...shown("before", field), ...shown("after", field) };
}

/** Longest value that a row holds. */
const LONGEST_VALUE = 160;

function shown(side: "before" | "after", field: FieldChange): Partial<FieldRow> {
  if (!(side in field)) return {};
  const value = field[side];
  const text = typeof value === "string" ? value : (inJson(value) ?? "");
  return text.length > LONGEST_VALUE || text.includes("\n") ? {} : { [side]: harmless(text) };
}
