import type { Entry, EntryTexts, FieldRow } from "../page-data.ts";
import { levelBadge } from "./badges.ts";
import { diffTable, type Layout } from "./diff-table.ts";
import { element } from "./element.ts";
import { fill } from "./fill.ts";
import { addressOf } from "./links.ts";

/** Fields that are there at once. */
const MOST_FIELDS = 40;

/** What an opened entry shows: where it is, why, its dangers, the fields that differ, and both texts. */
export function entryBody(entry: Entry, texts: EntryTexts, layout: Layout): Node[] {
  const { before, after, reordered } = texts;
  const differs = before !== after && (before !== undefined || after !== undefined);
  return [
    whereabouts(entry),
    ...notes(entry),
    ...fieldList(texts.fields, before !== undefined && after !== undefined),
    ...reordered.map(path => element("p", { class: "dim" }, "Another order: ", element("code", {}, path))),
    ...(differs ? [diffTable(before, after, layout)] : []),
  ];
}

function whereabouts(entry: Entry): HTMLElement {
  const { path, from, apiVersion } = entry;
  return element(
    "p",
    { class: "whereabouts" },
    ...(from === undefined ? [] : [element("code", {}, from), " → "]),
    element("code", {}, path),
    ...(apiVersion === "" ? [] : [" ", element("span", { class: "dim" }, apiVersion)]),
    " ",
    element("a", { href: addressOf(entry) }, "Link to this"),
  );
}

function notes({ notes, dangers }: Entry): HTMLElement[] {
  const items = [
    ...dangers.map(({ level, id, what }) =>
      element("li", {}, levelBadge(level), " ", element("code", {}, id), ` ${what}`),
    ),
    ...notes.map(note => element("li", {}, note)),
  ];
  return items.length === 0 ? [] : [element("ul", { class: "notes" }, ...items)];
}

/** Of what came or went as a whole, the texts say all. */
function fieldList(fields: readonly FieldRow[], hasBothSides: boolean): Node[] {
  if (fields.length === 0) return [];
  const list = element("ul", { class: "fields" });
  const [shown, ...button] = fill(list, fields, MOST_FIELDS, "field", field => fieldItem(field, hasBothSides));
  return [...(shown ? [shown] : []), ...button];
}

function fieldItem({ path, verb, effect, before, after }: FieldRow, hasBothSides: boolean): HTMLElement {
  const long = element("span", { class: "dim" }, hasBothSides ? "see below" : "too long to be shown");
  const old = before === undefined ? long : element("del", {}, before);
  const fresh = after === undefined ? long : element("ins", {}, after);
  const isLong = verb === "changed" && before === undefined && after === undefined;
  const values = isLong ? [long] : verb === "added" ? [fresh] : verb === "removed" ? [old] : [old, " → ", fresh];
  const none = effect === undefined ? [] : [" ", element("span", { class: "badge calm" }, "no effect")];
  return element("li", {}, element("code", {}, path || "the whole"), " ", ...values, ...none);
}
