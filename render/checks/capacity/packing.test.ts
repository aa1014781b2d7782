import { expect, test } from "vitest";
import { leftOver } from "./packing.ts";

const pack = (items: readonly number[][], bins: readonly number[][]) => leftOver(items, item => item, bins);

test("leftOver() places the largest first, so that small items do not take their room", () => {
  expect(pack([[1], [1], [3], [3]], [[4], [4]])).toEqual([]);
});

test("leftOver() answers what finds no room in any bin", () => {
  expect(pack([[5], [2], [2], [2]], [[4]])).toEqual([[5], [2]]);
});

test("leftOver() wants room in every dimension of one bin", () => {
  const bins = [
    [1, 9],
    [9, 1],
  ];
  expect(pack([[1, 1]], bins)).toEqual([]);
  expect(pack([[2, 2]], bins)).toEqual([[2, 2]]);
});

test("leftOver() measures an item by its scarcest dimension", () => {
  // by the first dimension alone, the small one would come first and take the only bin for the other
  const bins = [
    [100, 4],
    [100, 1],
  ];
  expect(
    pack(
      [
        [50, 1],
        [1, 4],
      ],
      bins,
    ),
  ).toEqual([]);
});

test("leftOver() leaves everything over without bins, and leaves its arguments as they are", () => {
  expect(pack([[0]], [])).toEqual([[0]]);
  const bins = [[4]];
  pack([[1]], bins);
  expect(bins).toEqual([[4]]);
});
