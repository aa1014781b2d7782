import type { Entry, EntryTexts, PageData } from "../page-data.ts";
import { levelBadge, outcomeBadge } from "./badges.ts";
import { countOf } from "./count-of.ts";
import type { Layout } from "./diff-table.ts";
import { byId, element } from "./element.ts";
import { entryBody } from "./entry-body.ts";
import { type Filter, matches } from "./matches.ts";

/** The list of differences, as the other parts of the page deal with it. */
export interface EntryList {
  /** Shows what matches, and says how many that are. */
  filter(filter: Filter): number;
  /** Shows differences in another layout, opened ones at once. */
  setLayout(layout: Layout): void;
  /** Opens all that are shown, or closes all. */
  toggleAll(isOpen: boolean): void;
  /** Opens one, brings it into view, and moves the focus there. */
  reveal(entry: Entry): void;
}

/** Entries up to which they are open unasked. */
const MOST_OPEN = 3;

/** A list for each Application; what an entry shows is made when it is first opened. */
export function showEntries({ entries }: PageData, layout: Layout): EntryList {
  const texts = lazily(() => JSON.parse(byId("texts").textContent) as readonly EntryTexts[]);
  let chosen = layout;
  const rows = new Map(
    entries.map((entry, index) => [entry, rowOf(entry, () => entryBody(entry, texts()[index] ?? NONE, chosen))]),
  );
  const groups = [...Map.groupBy(entries, ({ application }) => application)].map(([name, members]) =>
    groupOf(name, members, rows),
  );
  byId("entries").append(...groups.map(({ section }) => section));
  if (entries.length <= MOST_OPEN) for (const row of rows.values()) row.setOpen(true);

  return {
    filter(filter) {
      let count = 0;
      for (const { section, heading, members } of groups) {
        let inGroup = 0;
        for (const entry of members) {
          const isShown = matches(entry, filter);
          const row = rows.get(entry);
          if (row !== undefined && row.item.hidden === isShown) row.item.hidden = !isShown;
          if (isShown) inGroup++;
        }
        section.hidden = inGroup === 0;
        heading.textContent = countOf(inGroup, "difference");
        count += inGroup;
      }
      return count;
    },
    setLayout(layout) {
      chosen = layout;
      for (const row of rows.values()) row.remake();
    },
    toggleAll(isOpen) {
      for (const row of rows.values()) if (!isOpen || !row.item.hidden) row.setOpen(isOpen);
    },
    reveal(entry) {
      rows.get(entry)?.reveal();
    },
  };
}

const NONE: EntryTexts = { fields: [], reordered: [] };

interface Group {
  readonly section: HTMLElement;
  readonly heading: HTMLElement;
  readonly members: readonly Entry[];
}

function groupOf(name: string, members: readonly Entry[], rows: ReadonlyMap<Entry, Row>): Group {
  const heading = element("span", { class: "dim" }, countOf(members.length, "difference"));
  const title = element("h3", {}, element("code", {}, name === "" ? "the repository" : name), " ", heading);
  const items = members.flatMap(entry => rows.get(entry)?.item ?? []);
  return {
    section: element("section", { class: "group" }, title, element("ul", { class: "entries" }, ...items)),
    heading,
    members,
  };
}

/** One entry in the list. */
interface Row {
  readonly item: HTMLElement;
  setOpen(isOpen: boolean): void;
  /** Makes what it shows anew, if it is open; else when it is opened. */
  remake(): void;
  reveal(): void;
}

function rowOf(entry: Entry, body: () => Node[]): Row {
  const summary = summaryOf(entry);
  const details = element("details", {}, summary);
  const item = element("li", { class: "entry" }, details);
  let content: HTMLElement | undefined;
  const make = () => {
    const made = element("div", { class: "entry-body" }, ...body());
    if (content === undefined) details.append(made);
    else content.replaceWith(made);
    content = made;
  };
  const makeOnce = () => {
    if (content === undefined && details.open) make();
  };
  details.addEventListener("toggle", makeOnce);
  return {
    item,
    setOpen(isOpen) {
      details.open = isOpen;
      makeOnce();
    },
    remake() {
      if (content === undefined) return;
      if (details.open) make();
      else {
        content.remove();
        content = undefined;
      }
    },
    reveal() {
      details.open = true;
      makeOnce();
      summary.focus({ preventScroll: true });
      item.scrollIntoView({ block: "start" });
    },
  };
}

function summaryOf({ outcomes, kind, name, namespace, dangers, fields, verb, from }: Entry): HTMLElement {
  const [worst] = dangers;
  const what = [
    ...(from !== undefined && verb === "move" ? ["moves"] : []),
    ...(fields.length === 0 ? [] : [countOf(fields.length, "field")]),
  ];
  return element(
    "summary",
    {},
    element("span", { class: "outcomes" }, ...outcomes.map(outcome => outcomeBadge(outcome))),
    element("span", { class: "name" }, element("span", { class: "kind" }, `${kind}/`), element("b", {}, name)),
    element("span", { class: "dim" }, namespace),
    ...(worst === undefined ? [] : [levelBadge(worst.level, countOf(dangers.length, "danger"))]),
    element("span", { class: "dim end" }, what.join(", ")),
  );
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
