import { describe, expect, test } from "vitest";
import { ranker } from "./ranker.ts";

const NONE = { edges: [], entered: [], left: [] };

describe("ranker()", async () => {
  const ranksOf = await ranker();

  test("orders things along their edges, also where those lead in a circle", () => {
    expect(
      ranksOf({
        ...NONE,
        count: 3,
        edges: [
          [2, 0],
          [0, 1],
        ],
      }),
    ).toEqual([[2], [0], [1]]);
    expect(
      ranksOf({
        ...NONE,
        count: 2,
        edges: [
          [0, 1],
          [1, 0],
        ],
      })
        .flat()
        .toSorted(),
    ).toEqual([0, 1]);
  });

  test("orders what shares a rank so that edges do not cross", () => {
    const [above = [], below = []] = ranksOf({
      ...NONE,
      count: 4,
      edges: [
        [0, 3],
        [1, 2],
      ],
    });
    expect(below).toEqual(above.map(index => 3 - index));
  });

  test("puts what is entered from outside first, what leads outside below, and what is without edges last", () => {
    expect(ranksOf({ count: 4, edges: [[3, 1]], entered: [3], left: [1] })).toEqual([[3], [1], [0, 2]]);
  });

  test("keeps the order of things that have no edges", () => {
    expect(ranksOf({ ...NONE, count: 3 })).toEqual([[0, 1, 2]]);
    expect(ranksOf({ ...NONE, count: 0 })).toEqual([]);
  });
});
