import type { CondensedNode } from "./alike.ts";
import type { DrawnBox } from "./drawing.ts";
import { type BoxRow, type FoldedBox, foldBoxes, heightAbove, PADDING, ROW_GAP, rankGap } from "./fold-boxes.ts";
import type { Measured } from "./measure.ts";
import type { Container } from "./nest.ts";
import { settle } from "./settle.ts";

/** Lengths from the upper left corner of the picture. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Frame {
  readonly node: CondensedNode;
  readonly lines: Measured["lines"];
}

export interface PlacedBox extends Frame {
  readonly box: DrawnBox;
  readonly title: Measured;
  /** Of boxes around it. */
  readonly depth: number;
}

export interface Placement {
  readonly nodes: readonly PlacedNode[];
  /** Outer ones first. */
  readonly boxes: readonly PlacedBox[];
}

/** Where the title of a box stands. */
export function titleFrame({ x, y, title }: PlacedBox): Frame {
  return { x: x + PADDING, y: y + 5, width: title.width, height: title.height };
}

/** What holds them all. */
export function boundsOf(frames: readonly Frame[]): Frame {
  const x = Math.min(...frames.map(frame => frame.x));
  const y = Math.min(...frames.map(frame => frame.y));
  const right = Math.max(...frames.map(frame => frame.x + frame.width));
  const bottom = Math.max(...frames.map(frame => frame.y + frame.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Gives everything a place, in a picture that is at most `width` wide whatever is drawn. */
export function place(root: Container, width: number): Placement {
  const [nodes, boxes]: [PlacedNode[], PlacedBox[]] = [[], []];

  function arrange(folded: FoldedBox, frame: Frame, depth: number): void {
    const { thing, title, ranks } = folded;
    const around = thing.box === undefined ? 0 : PADDING;
    if (thing.box !== undefined) boxes.push({ ...frame, box: thing.box, title, depth });
    const room = frame.width - 2 * around;
    const stretched = ranks.map(rows => rows.map(row => stretch(row, room)));
    const middles = settle(stretched.flat(), thing.ties, room);
    let y = frame.y + heightAbove(folded);
    for (const rows of stretched) {
      for (const row of rows) {
        for (const cell of row.cells) {
          const { thing, width, height } = cell;
          const x = frame.x + around + (middles.get(thing) ?? 0) - width / 2;
          const middle = y + (row.height - height) / 2;
          if ("ranks" in cell) arrange(cell, { x, y, width, height: row.height }, depth + 1);
          else nodes.push({ node: cell.thing.node, lines: cell.lines, x, y: middle, width, height });
        }
        y += row.height + ROW_GAP;
      }
      y += rankGap(thing) - ROW_GAP;
    }
  }

  const whole = foldBoxes(root, width);
  arrange(whole, { x: 0, y: 0, width: whole.width, height: whole.height }, -1);
  return { nodes, boxes };
}

/** A row of boxes alone takes the whole width. */
function stretch(row: BoxRow, room: number): BoxRow {
  const extra = (room - row.width) / row.cells.length;
  if (!row.cells.every(cell => "ranks" in cell)) return row;
  return { ...row, cells: row.cells.map(cell => ({ ...cell, width: cell.width + extra })) };
}
