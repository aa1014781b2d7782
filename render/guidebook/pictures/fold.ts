/** What a row takes. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Breaks things that should stand side by side into rows: as low as possible together, and then as even as possible.
 *
 * @param rowOf a row of these things; undefined: they are too wide for one, which a single thing never is
 */
export function fold<T, Row extends Size>(
  things: readonly T[],
  gap: number,
  rowOf: (things: readonly T[]) => Row | undefined,
): readonly Row[] {
  const best: Folding<Row>[] = [{ rows: [], height: 0, unevenness: 0 }];
  for (let end = 1; end <= things.length; end++) {
    const starts = Array.from({ length: Math.min(end, MOST_IN_A_ROW) }, (_, index) => end - 1 - index);
    const foldings = starts.flatMap(start => {
      const before = best[start];
      const row = rowOf(things.slice(start, end));
      return before === undefined || row === undefined ? [] : [withRow(before, row, gap)];
    });
    best.push(foldings.reduce(better));
  }
  return best.at(-1)?.rows ?? [];
}

interface Folding<Row> {
  readonly rows: readonly Row[];
  readonly height: number;
  /** Sum of the squared widths: least where all rows are equally wide. */
  readonly unevenness: number;
}

function withRow<Row extends Size>({ rows, height, unevenness }: Folding<Row>, row: Row, gap: number): Folding<Row> {
  return {
    rows: [...rows, row],
    height: height + row.height + (rows.length > 0 ? gap : 0),
    unevenness: unevenness + row.width ** 2,
  };
}

function better<Row>(one: Folding<Row>, other: Folding<Row>): Folding<Row> {
  return (one.height - other.height || one.unevenness - other.unevenness) <= 0 ? one : other;
}

const MOST_IN_A_ROW = 6;
