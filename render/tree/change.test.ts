import { expect, test } from "vitest";
import { type Change, tally } from "./change.ts";

const change = (cluster: string, unit: string, verb: Change["verb"]): Change => ({
  verb,
  path: `${cluster}/${unit}/x.yaml`,
  cluster,
  unit,
  fields: [],
});

test("tally() counts every verb of every Application, sorted, and tells clusters apart", () => {
  const changes = [
    change("rehearsal", "erp", "prune"),
    change("arcodange", "erp", "update"),
    change("arcodange", "cms", "create"),
    change("arcodange", "erp", "update"),
  ];
  const none = { create: 0, update: 0, replace: 0, prune: 0, keep: 0, orphan: 0, move: 0 };
  expect(tally(changes)).toEqual([
    { cluster: "arcodange", unit: "cms", counts: { ...none, create: 1 } },
    { cluster: "arcodange", unit: "erp", counts: { ...none, update: 2 } },
    { cluster: "rehearsal", unit: "erp", counts: { ...none, prune: 1 } },
  ]);
});

test("tally() of no changes is empty", () => {
  expect(tally([])).toEqual([]);
});
