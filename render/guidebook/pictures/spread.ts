/**
 * Places things in a row as near as possible to where they want to be (least squares), in their order, without overlap
 * and within `room`: an isotonic regression by pooling adjacent violators, https://en.wikipedia.org/wiki/Isotonic_regression.
 *
 * @param wanted the middle that each would like
 * @returns the middles
 */
export function spread(wanted: readonly number[], widths: readonly number[], gap: number, room: number): number[] {
  const offsets: number[] = [];
  let end = 0;
  for (const width of widths) {
    offsets.push(end + width / 2);
    end += width + gap;
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [index, middle] of wanted.entries()) {
    let pool = { sum: middle - (offsets[index] ?? 0), count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  const most = Math.max(0, room - (end - gap));
  const shifts = pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => Math.min(Math.max(sum / count, 0), most)),
  );
  return offsets.map((offset, index) => offset + (shifts[index] ?? 0));
}
