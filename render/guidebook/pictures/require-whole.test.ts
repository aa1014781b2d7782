import { expect, test } from "vitest";
import type { Drawing } from "./drawing.ts";
import { requireWhole } from "./require-whole.ts";

const drawing = (changes: Partial<Drawing>): Drawing => ({
  ...{ title: "A sample", alternative: "a alone", nodes: [{ id: "a", lines: ["a"], kind: "app" }], edges: [] },
  ...changes,
});

test("requireWhole() accepts what has every node and box that it names", () => {
  const boxes = [{ id: "cluster", label: "k3s" }];
  const nodes = [{ id: "a", lines: ["a"], kind: "app", box: "cluster" } as const];
  expect(() => requireWhole(drawing({ nodes, boxes, edges: [{ from: "a", to: "a" }] }))).not.toThrow();
});

test.each([
  ["nothing", { nodes: [] }, '"A sample" has no nodes'],
  ["an edge into nowhere", { edges: [{ from: "a", to: "b" }] }, '"A sample" names node "b" and has none'],
  ["a box that is not drawn", { boxes: [{ id: "inner", label: "i", box: "outer" }] }, 'names box "outer"'],
])("requireWhole() refuses %s", (_, changes, message) => {
  expect(() => requireWhole(drawing(changes))).toThrow(message);
});
