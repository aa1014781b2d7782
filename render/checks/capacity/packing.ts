/** Sizes of one thing, one number per dimension: `[cpu, memory]`. */
export type Sizes = readonly number[];

/**
 * Puts items into bins, first-fit decreasing: the largest item first, each into the first bin with room for it. It may
 * miss a packing that exists, and then errs on the safe side.
 *
 * @returns the items that found no room
 */
export function leftOver<Item>(items: readonly Item[], sizesOf: (item: Item) => Sizes, bins: readonly Sizes[]): Item[] {
  const total = bins.reduce<number[]>((sums, bin) => bin.map((size, index) => size + (sums[index] ?? 0)), []);
  const share = (sizes: Sizes) => Math.max(...sizes.map((size, index) => size / Math.max(total[index] ?? 0, 1)));
  const sized = items
    .map(item => ({ item, sizes: sizesOf(item) }))
    .map(each => ({ ...each, share: share(each.sizes) }));
  const room = bins.map(bin => [...bin]);
  return sized
    .sort((a, b) => b.share - a.share)
    .flatMap(({ item, sizes }) => {
      const bin = room.find(free => sizes.every((size, index) => size <= (free[index] ?? 0)));
      if (bin === undefined) return [item];
      for (const [index, size] of sizes.entries()) bin[index] = (bin[index] ?? 0) - size;
      return [];
    });
}
