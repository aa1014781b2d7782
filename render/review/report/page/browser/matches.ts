import type { Entry } from "../page-data.ts";

/** What a reader wants to see; "" for all. */
export interface Filter {
  readonly text: string;
  readonly application: string;
  readonly kind: string;
  readonly outcome: string;
  /** A level, or `any`. */
  readonly danger: string;
}

export const ALL: Filter = { text: "", application: "", kind: "", outcome: "", danger: "" };

/** Whether an entry is among what a filter asks for. */
export function matches(entry: Entry, { text, application, kind, outcome, danger }: Filter): boolean {
  return (
    (application === "" || entry.application === application) &&
    (kind === "" || entry.kind === kind) &&
    (outcome === "" || entry.outcomes.some(one => one === outcome)) &&
    (danger === "" || entry.dangers.some(({ level }) => danger === "any" || level === danger)) &&
    wordsOf(text).every(word => searched(entry).includes(word))
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

const texts = new WeakMap<Entry, string>();

/** All that the search looks at, made when it is first asked for. */
function searched(entry: Entry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const {
    key,
    application,
    kind,
    name,
    namespace,
    apiVersion,
    path,
    from = "",
    outcomes,
    notes,
    dangers,
    fields,
  } = entry;
  const dangerous = dangers.flatMap(({ level, id, what }) => [level, id, what]);
  const all = [
    `${kind}/${name}`,
    key,
    application,
    namespace,
    apiVersion,
    path,
    from,
    ...outcomes,
    ...notes,
    ...dangerous,
    ...fields,
  ];
  const text = all.join("\n").toLowerCase();
  texts.set(entry, text);
  return text;
}
