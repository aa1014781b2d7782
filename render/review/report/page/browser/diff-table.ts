import { countOf } from "./count-of.ts";
import { type DiffLine, type DiffRow, differingPart, diffLinesOf, diffRowsOf, stretchesOf } from "./diff-rows.ts";
import { element } from "./element.ts";

export type Layout = "unified" | "split";

/** The package `diff`, which lies in the page before this script. */
declare const Diff: Pick<typeof import("diff"), "diffLines">;

/** Two texts as different as can be would take for ever; after that they are shown as one instead of the other. */
const LONGEST_WORK_MILLISECONDS = 2000;

/** Rows that are there at once. */
const MOST_ROWS = 600;

/** A difference of two texts as a table. What has one side only is unified, for there is nothing to put beside it. */
export function diffTable(before: string | undefined, after: string | undefined, layout: Layout): HTMLElement {
  const parts = Diff.diffLines(before ?? "", after ?? "", { timeout: LONGEST_WORK_MILLISECONDS }) ?? [
    { value: before ?? "", removed: true },
    { value: after ?? "", added: true },
  ];
  const rows = diffRowsOf(diffLinesOf(parts));
  const isWhole = before === undefined || after === undefined;
  const stretches = isWhole ? [{ kind: "shown" as const, rows }] : stretchesOf(rows);
  const isSplit = layout === "split" && !isWhole;
  const show = isSplit ? splitRows : unifiedRows;
  const body = element(
    "tbody",
    {},
    ...stretches.flatMap(({ kind, rows }) => (kind === "folded" ? [fold(rows, show)] : bounded(rows, show))),
  );
  const look = `diff ${isSplit ? "split" : "unified"}${isWhole ? " whole" : ""}`;
  const table = element("table", { class: look }, ...(isSplit ? [splitColumns()] : []), body);
  return element("div", { class: "scroll", role: "group", "aria-label": "Differing lines", tabindex: 0 }, table);
}

/** Else both halves would be as wide as the first row says, which may be a fold. */
function splitColumns(): HTMLElement {
  const kinds = ["number", "sign", "text", "number", "sign", "text"];
  return element("colgroup", {}, ...kinds.map(kind => element("col", { class: kind })));
}

type Show = (rows: readonly DiffRow[]) => HTMLElement[];

function bounded(rows: readonly DiffRow[], show: Show): HTMLElement[] {
  const rest = rows.slice(MOST_ROWS);
  return [...show(rows.slice(0, MOST_ROWS)), ...(rest.length === 0 ? [] : [fold(rest, show, "more")])];
}

/** A row that gives way to what it stands for. */
function fold(rows: readonly DiffRow[], show: Show, word = "unchanged"): HTMLElement {
  const button = element("button", { type: "button" }, `Show ${countOf(rows.length, `${word} line`)}`);
  const row = element("tr", { class: "fold" }, element("td", { colspan: 6 }, button));
  button.addEventListener("click", () => {
    const lines = bounded(rows, show);
    row.replaceWith(...lines);
    const [first] = lines;
    if (first === undefined) return;
    first.tabIndex = -1;
    first.focus();
  });
  return row;
}

/** Of each run of changes, what is removed comes before what is added. */
function unifiedRows(rows: readonly DiffRow[]): HTMLElement[] {
  const made: HTMLElement[] = [];
  let added: HTMLElement[] = [];
  for (const { old, fresh } of rows) {
    if (old !== undefined && old === fresh) {
      made.push(...added, unifiedRow(old));
      added = [];
      continue;
    }
    if (old !== undefined) made.push(unifiedRow(old, fresh));
    if (fresh !== undefined) added.push(unifiedRow(fresh, old));
  }
  return [...made, ...added];
}

function unifiedRow(line: DiffLine, other?: DiffLine): HTMLElement {
  return element("tr", { class: line.kind }, number(line.old), number(line.fresh), sign(line), textCell(line, other));
}

function splitRows(rows: readonly DiffRow[]): HTMLElement[] {
  return rows.map(({ old, fresh }) =>
    element(
      "tr",
      {},
      ...half(old, old === fresh ? undefined : fresh, old?.old),
      ...half(fresh, old === fresh ? undefined : old, fresh?.fresh),
    ),
  );
}

function half(line: DiffLine | undefined, other: DiffLine | undefined, at: number | undefined): HTMLElement[] {
  if (line === undefined) return [element("td", { class: "void", colspan: 3 })];
  const cells = [number(at), sign(line), textCell(line, other)];
  for (const cell of cells) cell.classList.add(line.kind);
  return cells;
}

function number(value: number | undefined): HTMLElement {
  return element("td", { class: "number", "data-line": value });
}

/** Numbers and signs are not part of what is copied. */
function sign({ kind }: DiffLine): HTMLElement {
  return element("td", { class: "sign", "data-sign": SIGNS[kind] });
}

const SIGNS = { same: "", removed: "−", added: "+" } as const;

/** The line, with the part marked that differs from the one it stands for. */
function textCell({ kind, text }: DiffLine, other: DiffLine | undefined): HTMLElement {
  const tag = kind === "removed" ? "del" : kind === "added" ? "ins" : "span";
  if (other === undefined) return element("td", { class: "text" }, element(tag, {}, text));
  const [start, end] = differingPart(text, other.text);
  const marked = end > start ? [element("mark", {}, text.slice(start, end))] : [];
  return element("td", { class: "text" }, element(tag, {}, text.slice(0, start), ...marked, text.slice(end)));
}
