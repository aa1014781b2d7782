import type { ToldRecord } from "../../inventory/network/records.ts";
import { code, fileLink, table } from "../markdown.ts";
import { named } from "./named.ts";

/** Records of a zone, with what each is for and where it is declared. All that lead into the tunnel are one row. */
export function recordTable(records: readonly ToldRecord[]): string {
  const groups = Map.groupBy(records, record => (record.content === undefined ? record.value : record.key));
  return table(
    ["Type", "Name", "Says", "What for", "Declared in"],
    [...groups.values()].flatMap(group => {
      const [first] = group;
      if (first === undefined) return [];
      const { type, content, value, purpose } = first;
      const names = named(group.map(({ name }) => code(name)));
      return [[type, names, content === undefined ? value : code(shortened(value)), purpose, placesOf(group)]];
    }),
  );
}

function placesOf(group: readonly ToldRecord[]): string {
  return named([...new Set(group.map(({ origin: { field, file } }) => `${code(field)} in ${fileLink(file)}`))]);
}

/** A key is of no use to a reader, and longer than a table is wide. */
const LONGEST = 100;

function shortened(value: string): string {
  return value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}… (${value.length} characters)`;
}
