import { describe, expect, test } from "vitest";
import { sampleUnit } from "../testing/sample-unit.ts";
import { orderOf } from "./order.ts";

/** `{ a: ["b"] }`: unit a needs b. */
const order = (needs: Readonly<Record<string, readonly string[]>>) =>
  orderOf(Object.entries(needs).map(([name, list]) => sampleUnit(name, [], { needs: list })));
const levels = (needs: Readonly<Record<string, readonly string[]>>) => Object.fromEntries(order(needs).levels);

describe("orderOf()", () => {
  test("starts at once what needs nothing", () => {
    expect(levels({ a: [], b: [] })).toEqual({ a: 0, b: 0 });
  });

  test("gives each unit the length of its longest chain, in whatever order the units come", () => {
    const needs = { d: ["a", "c"], c: ["b"], b: ["a"], a: [] };
    expect(levels(needs)).toEqual({ a: 0, b: 1, c: 2, d: 3 });
    expect(levels(Object.fromEntries(Object.entries(needs).reverse()))).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  });

  test("finds no cycle in a diamond", () => {
    expect(order({ top: ["left", "right"], left: ["base"], right: ["base"], base: [] }).cycles).toEqual([]);
  });

  test("names a cycle once, as a closed chain, and gives every unit a level all the same", () => {
    const { cycles, levels } = order({ a: ["b"], b: ["c"], c: ["a"], d: ["c"] });
    expect(cycles).toEqual([["a", "b", "c", "a"]]);
    expect([...levels.keys()].sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("leaves out of the chain what only leads into the cycle", () => {
    expect(order({ outside: ["a"], a: ["b"], b: ["a"] }).cycles).toEqual([["a", "b", "a"]]);
  });

  test("names each of several cycles", () => {
    expect(order({ a: ["b"], b: ["a"], c: ["d"], d: ["c"] }).cycles).toHaveLength(2);
  });

  test("lists needs of units that do not exist, which hold nothing up", () => {
    expect(order({ a: ["ghost"], b: ["a"] })).toEqual({
      levels: new Map([
        ["a", 0],
        ["b", 1],
      ]),
      cycles: [],
      unknown: [{ unit: "a", need: "ghost" }],
    });
  });
});
