import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { withMoreApps } from "../../testing/more-apps.ts";
import { edgeRowsOf } from "./policy-edge-rows.ts";
import { connectionsOf } from "./policy-edges.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("edgeRowsOf()", () => {
  test("holds every edge, but for those of somebody where anybody may come", () => {
    const rows = edgeRowsOf(lab);
    for (const { from, to, ports } of connectionsOf(lab).edges) {
      const row = rows.find(each => each.to.includes(to) && each.ports.join() === ports.join());
      expect(row?.from.some(({ name }) => name === from.name || name === "anybody")).toBe(true);
    }
  });

  test("holds no edge that is none", () => {
    const edges = new Set(connectionsOf(lab).edges.map(({ from, to, ports }) => `${from.name} ${to.name} ${ports}`));
    for (const { from, to, ports } of edgeRowsOf(lab)) {
      for (const one of from) for (const other of to) expect(edges).toContain(`${one.name} ${other.name} ${ports}`);
    }
  });

  test("has no more rows for hundreds of apps", () => {
    expect(edgeRowsOf(withMoreApps(lab, 300))).toHaveLength(edgeRowsOf(lab).length);
  });
});
