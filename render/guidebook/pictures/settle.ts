import { type BoxRow, CELL_GAP } from "./fold-boxes.ts";
import type { Thing, Tie } from "./nest.ts";
import { spread } from "./spread.ts";

/**
 * Moves the cells of each row sideways, so that what is tied stands below each other as far as there is room.
 *
 * @returns the middle of each, from the left edge
 */
export function settle(rows: readonly BoxRow[], ties: readonly Tie[], room: number): Map<Thing, number> {
  const tied = Map.groupBy(
    ties.flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]),
    ([thing]) => thing,
  );
  const middles = new Map<Thing, number>();
  const spreadRow = ({ cells }: BoxRow, wanted: (thing: Thing) => number) => {
    const places = spread(
      cells.map(({ thing }) => wanted(thing)),
      cells.map(({ width }) => width),
      CELL_GAP,
      room,
    );
    for (const [index, { thing }] of cells.entries()) middles.set(thing, places[index] ?? 0);
  };
  for (const row of rows) spreadRow(row, () => room / 2);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const row of sweep % 2 === 0 ? rows : rows.toReversed()) {
      spreadRow(row, thing => {
        const others = tied.get(thing)?.map(([, other]) => middles.get(other) ?? 0) ?? [];
        return others.length === 0 ? room / 2 : others.reduce((sum, middle) => sum + middle, 0) / others.length;
      });
    }
  }
  return middles;
}

/** There and back a few times: more hardly moves anything. */
const SWEEPS = 6;
