/** A line of a difference, with its numbers on the sides that have it. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  readonly old?: number;
  readonly fresh?: number;
}

/** What stands next to each other: both sides for what is the same or changed, one for what only one has. */
export interface DiffRow {
  readonly old?: DiffLine;
  readonly fresh?: DiffLine;
}

/** Rows to show, or rows that are the same on both sides and far from what differs. */
export type Stretch = { readonly kind: "shown" | "folded"; readonly rows: readonly DiffRow[] };

/** Lines that stay to be seen around a change. */
const CONTEXT = 3;

/** A run of lines of one sort, as the package `diff` tells of it. */
export interface Part {
  readonly value: string;
  readonly added?: boolean;
  readonly removed?: boolean;
}

/** Lines with their numbers, in the order of a unified difference. */
export function diffLinesOf(parts: readonly Part[]): DiffLine[] {
  let [old, fresh] = [0, 0];
  return parts.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => {
        if (added) return { kind: "added", text, fresh: ++fresh };
        if (removed) return { kind: "removed", text, old: ++old };
        return { kind: "same", text, old: ++old, fresh: ++fresh };
      }),
  );
}

/** Removed lines next to the added ones that take their place, as far as there are as many. */
export function diffRowsOf(lines: readonly DiffLine[]): DiffRow[] {
  const rows: DiffRow[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as DiffLine;
    if (line.kind === "same") {
      rows.push({ old: line, fresh: line });
      index++;
      continue;
    }
    const removed = runOf("removed", lines, index);
    const added = runOf("added", lines, index + removed.length);
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      const [old, fresh] = [removed[at], added[at]];
      rows.push({ ...(old && { old }), ...(fresh && { fresh }) });
    }
    index += removed.length + added.length;
  }
  return rows;
}

function runOf(kind: DiffLine["kind"], lines: readonly DiffLine[], start: number): readonly DiffLine[] {
  let end = start;
  while (lines[end]?.kind === kind) end++;
  return lines.slice(start, end);
}

/** Folds what is the same and far from what differs; a fold hides at least two rows, else it would save nothing. */
export function stretchesOf(rows: readonly DiffRow[]): Stretch[] {
  const changed = rows.flatMap((row, index) => (isSame(row) ? [] : [index]));
  const shown = new Set(changed.flatMap(index => around(index)));
  const stretches: { kind: Stretch["kind"]; rows: DiffRow[] }[] = [];
  rows.forEach((row, index) => {
    const kind = shown.has(index) ? "shown" : "folded";
    const last = stretches.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else stretches.push({ kind, rows: [row] });
  });
  return stretches.map(stretch => (stretch.rows.length < 2 ? { ...stretch, kind: "shown" } : stretch));
}

function isSame({ old, fresh }: DiffRow): boolean {
  return old !== undefined && old === fresh;
}

function around(index: number): number[] {
  return Array.from({ length: 2 * CONTEXT + 1 }, (_, offset) => index - CONTEXT + offset);
}

/** The part of a text that differs from another one: what they begin and end with alike is left out. */
export function differingPart(text: string, other: string): readonly [start: number, end: number] {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start++;
  let tail = 0;
  while (tail < shorter - start && text.at(-1 - tail) === other.at(-1 - tail)) tail++;
  return [start, text.length - tail];
}
