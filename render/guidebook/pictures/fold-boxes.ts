import type { CondensedNode } from "./alike.ts";
import { fold } from "./fold.ts";
import { type Measured, measureNode, measureTitle } from "./measure.ts";
import type { Container, Thing } from "./nest.ts";

/** A box, or the whole picture, with its ranks folded into rows. */
export interface FoldedBox {
  readonly thing: Container;
  readonly title: Measured;
  readonly ranks: readonly (readonly BoxRow[])[];
  readonly width: number;
  readonly height: number;
}

export interface BoxRow {
  readonly cells: readonly Cell[];
  readonly width: number;
  readonly height: number;
}

/** What stands in a row: a node, or a box. */
export type Cell = FoldedBox | SizedNode;

export interface SizedNode extends Measured {
  readonly thing: { readonly node: CondensedNode };
}

/** Between things of one row. */
export const CELL_GAP = 20;

/** Between rows of one rank. */
export const ROW_GAP = 16;

/** Between ranks: here are most edges, and what is written at them. */
export function rankGap({ ties }: Container): number {
  if (ties.length === 0) return ROW_GAP;
  return ties.some(({ hasLabel }) => hasLabel) ? 48 : 36;
}

/** Around what is in a box, but above. */
export const PADDING = 12;

/** Height of a box above what is in it. */
export function heightAbove({ title, thing }: Pick<FoldedBox, "title" | "thing">): number {
  return thing.box === undefined ? 0 : title.height + 14;
}

/** Folds everything so that the whole is at most `width` wide, and low: boxes that share a row share its width. */
export function foldBoxes(root: Container, width: number): FoldedBox {
  const known = new Map<Thing, Map<number, FoldedBox>>();
  const sized = new Map<Thing, SizedNode>();

  function foldBox(thing: Container, width: number): FoldedBox {
    const room = Math.floor(width / STEP) * STEP;
    const ofThing = known.get(thing) ?? new Map<number, FoldedBox>();
    known.set(thing, ofThing);
    const before = ofThing.get(room);
    if (before !== undefined) return before;
    const around = thing.box === undefined ? 0 : PADDING;
    const title = measureTitle(thing.box?.label ?? "", room - 2 * around);
    const ranks = thing.ranks.map(rank => rowsOf(rank, thing, room - 2 * around));
    const inner = Math.max(title.width, ...ranks.flat().map(row => row.width));
    const heights = ranks.map(rows => stacked(rows, ROW_GAP)).map(height => ({ height }));
    const height = stacked(heights, rankGap(thing)) + heightAbove({ title, thing }) + around;
    const folded = { thing, title, ranks, width: inner + 2 * around, height };
    ofThing.set(room, folded);
    return folded;
  }

  /** In one row where those are nodes for which it is wide enough. */
  function rowsOf(rank: readonly Thing[], { ties }: Container, room: number): readonly BoxRow[] {
    const row = rank.every(thing => "node" in thing) ? rowOf(rank, room) : undefined;
    if (row !== undefined && row.width <= room) return [row];
    const leading = new Set(ties.map(({ from }) => from));
    const order = rank.toSorted(
      (one, other) => weightOf(one) - weightOf(other) || Number(leading.has(one)) - Number(leading.has(other)),
    );
    return fold(order, ROW_GAP, things => rowOf(things, room));
  }

  function rowOf(things: readonly Thing[], room: number): BoxRow | undefined {
    const nodes = things.flatMap(thing => ("node" in thing ? sizeOf(thing) : []));
    const between = (things.length - 1) * CELL_GAP;
    const left = room - between - nodes.reduce((sum, node) => sum + node.width, 0);
    const share = left / (things.length - nodes.length);
    const cells = things.map(thing => ("node" in thing ? sizeOf(thing) : foldBox(thing, share)));
    const width = cells.reduce((sum, cell) => sum + cell.width, between);
    if (width > room && things.length > 1) return undefined;
    return { cells, width, height: Math.max(...cells.map(cell => cell.height)) };
  }

  function sizeOf(thing: { readonly node: CondensedNode }): SizedNode {
    const size = sized.get(thing) ?? { ...measureNode(thing.node), thing };
    sized.set(thing, size);
    return size;
  }

  return foldBox(root, width);
}

/** Widths in whole steps: boxes are then folded anew for few of them. */
const STEP = 8;

function stacked(things: readonly { readonly height: number }[], gap: number): number {
  return things.reduce((sum, { height }) => sum + height, Math.max(0, things.length - 1) * gap);
}

/** What boxes hold. In a rank of several rows heavy ones come last: small ones can then share a row. */
function weightOf(thing: Thing): number {
  return "node" in thing ? 0 : thing.ranks.flat().reduce((sum, inner) => sum + 1 + weightOf(inner), 0);
}
