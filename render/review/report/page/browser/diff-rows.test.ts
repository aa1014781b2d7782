import { diffLines } from "diff";
import { expect, test } from "vitest";
import { differingPart, diffLinesOf, diffRowsOf, stretchesOf } from "./diff-rows.ts";

function rows(before: string, after: string) {
  return diffRowsOf(diffLinesOf(diffLines(before, after)));
}

test("diffLinesOf() numbers lines on both sides", () => {
  const lines = diffLinesOf(diffLines("a\nb\nc\n", "a\nx\ny\nc\n"));
  expect(lines).toEqual([
    { kind: "same", text: "a", old: 1, fresh: 1 },
    { kind: "removed", text: "b", old: 2 },
    { kind: "added", text: "x", fresh: 2 },
    { kind: "added", text: "y", fresh: 3 },
    { kind: "same", text: "c", old: 3, fresh: 4 },
  ]);
});

test("diffLinesOf() keeps blank lines, at the end too", () => {
  expect(diffLinesOf(diffLines("a\n\nb\n\n", "a\n\nb\n\n")).map(({ text }) => text)).toEqual(["a", "", "b", ""]);
});

test("diffRowsOf() puts what is removed beside what takes its place, and what has no partner alone", () => {
  const sides = rows("a\nb\nc\n", "a\nx\ny\nc\n").map(({ old, fresh }) => [old?.text, fresh?.text]);
  expect(sides).toEqual([
    ["a", "a"],
    ["b", "x"],
    [undefined, "y"],
    ["c", "c"],
  ]);
});

test("stretchesOf() folds what is far from a change and loses no row", () => {
  const text = (changed: string) =>
    Array.from({ length: 40 }, (_, index) => (index === 20 ? changed : `line ${index}`)).join("\n");
  const all = rows(`${text("old")}\n`, `${text("fresh")}\n`);
  const stretches = stretchesOf(all);
  expect(stretches.map(({ kind, rows }) => [kind, rows.length])).toEqual([
    ["folded", 17],
    ["shown", 7],
    ["folded", 16],
  ]);
  expect(stretches.flatMap(({ rows }) => rows)).toEqual(all);
});

test("stretchesOf() hides no single row, for a fold takes as much room", () => {
  const text = (changed: string) => ["a", "b", "c", "d", changed, "e"].join("\n");
  expect(stretchesOf(rows(`${text("old")}\n`, `${text("fresh")}\n`)).map(({ kind }) => kind)).toEqual([
    "shown",
    "shown",
  ]);
});

test("differingPart() leaves out what two texts begin and end with alike", () => {
  const part = (text: string, other: string) => text.slice(...differingPart(text, other));
  expect(part("image: erp:1.0.0", "image: erp:1.2.0")).toBe("0");
  expect(part("replicas: 1", "replicas: 12")).toBe("");
  expect(part("replicas: 12", "replicas: 1")).toBe("2");
  expect(part("aa", "aaa")).toBe("");
  expect(part("same", "same")).toBe("");
});
