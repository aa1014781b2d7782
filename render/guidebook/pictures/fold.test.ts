import { describe, expect, test } from "vitest";
import { fold } from "./fold.ts";

/** Rows of things that are as wide and high as they say, in a room of 10. */
function rows(...things: { readonly width: number; readonly height: number }[]): number[] {
  const folded = fold(things, 1, row => {
    const width = row.reduce((sum, thing) => sum + thing.width, 0);
    if (width > 10 && row.length > 1) return undefined;
    return { count: row.length, width, height: Math.max(...row.map(({ height }) => height)) };
  });
  return folded.map(({ count }) => count);
}

const things = (count: number, width: number) => Array.from({ length: count }, () => ({ width, height: 1 }));

describe("fold()", () => {
  test("keeps in one row what fits", () => {
    expect(rows(...things(3, 3))).toEqual([3]);
  });

  test("makes rows as even as possible", () => {
    expect(rows(...things(4, 3))).toEqual([2, 2]);
    expect(rows(...things(7, 3)).toSorted()).toEqual([2, 2, 3]);
  });

  test("puts high things together, and so is low", () => {
    expect(rows({ width: 3, height: 1 }, ...things(2, 3), { width: 4, height: 9 }, { width: 6, height: 9 })).toEqual([
      3, 2,
    ]);
  });

  test("leaves a thing alone that is wider than its room", () => {
    expect(rows({ width: 20, height: 1 }, ...things(2, 3))).toEqual([1, 2]);
  });

  test("has no rows of nothing", () => {
    expect(rows()).toEqual([]);
  });
});
