import { describe, expect, test } from "vitest";
import { condense } from "./alike.ts";
import type { DrawnEdge } from "./drawing.ts";
import { labOf, sampleDrawing, sampleNode } from "./testing/sample-drawings.ts";

const apps = (count: number, prefix = "app") =>
  Array.from({ length: count }, (_, index) => sampleNode(`${prefix}-${index}`));
const tieAll = (nodes: readonly { readonly id: string }[], to: string) => nodes.map(({ id }) => ({ from: id, to }));
const linesOf = (drawing: Parameters<typeof condense>[0]) => condense(drawing).nodes.map(({ lines }) => lines[0]);

describe("condense()", () => {
  test("makes one node of four that have the same neighbours, with one edge, and leaves three alone", () => {
    const drawing = (count: number) =>
      sampleDrawing([...apps(count), sampleNode("redis", "data")], tieAll(apps(count), "redis"));
    expect(condense(drawing(4)).nodes.map(({ lines }) => lines)).toEqual([["app-0, app-1, app-2, app-3"], ["redis"]]);
    expect(condense(drawing(4)).edges).toEqual([{ from: "app-0", to: "redis" }]);
    expect(linesOf(drawing(3))).toEqual(["app-0", "app-1", "app-2", "redis"]);
  });

  test("tells apart what differs in kind, box, lines below the name, or neighbours", () => {
    const four = apps(4);
    const different = [
      [...four.slice(1), sampleNode("x", "tool")],
      [...four.slice(1), sampleNode("x", "app", { box: "b" })],
      [...four.slice(1), sampleNode("x", "app", { lines: ["x", "two"] })],
    ];
    for (const nodes of different)
      expect(condense(sampleDrawing(nodes, [], [{ id: "b", label: "b" }])).nodes).toHaveLength(4);
    for (const edge of [
      { from: "app-0", to: "redis" },
      { from: "redis", to: "app-0" },
    ])
      expect(condense(sampleDrawing([...four, sampleNode("redis", "data")], [edge])).nodes).toHaveLength(5);
  });

  test("keeps apart apps that need different things, while those are few", () => {
    const databases = apps(6, "database");
    const edges = databases.map(({ id }, index) => ({ from: `app-${index}`, to: id }));
    expect(condense(sampleDrawing([...apps(6), ...databases], edges)).nodes).toHaveLength(12);
  });

  test("makes one of a hundred apps with a database each, whatever their names and hosts", () => {
    const { nodes, edges } = condense(labOf(100));
    expect(nodes.map(({ lines }) => lines)).toContainEqual(["app-0, app-1, app-2 and 97 more"]);
    expect(nodes.map(({ lines }) => lines)).toContainEqual(["database-0, database-1, database-2 and 97 more"]);
    expect(edges).toContainEqual({ from: "app-0", to: "database-0", label: "5432" });
    expect(nodes.length).toBeLessThan(20);
  });

  test("makes one of boxes that hold the same, where nodes are too many", () => {
    const boxes = Array.from({ length: 60 }, (_, index) => ({ id: `b${index}`, label: `Box ${index}` }));
    const nodes = boxes.map(({ id }, index) => sampleNode(`app-${index}`, "app", { box: id }));
    const condensed = condense(sampleDrawing(nodes, [], boxes));
    expect(condensed.boxes?.map(({ label }) => label)).toEqual(["Box 0, Box 1, Box 2 and 57 more"]);
    expect(condensed.nodes).toHaveLength(1);
  });

  test("keeps apart those whose edges say something else, where nodes are too many", () => {
    const nodes = Array.from({ length: 41 }, (_, index) =>
      sampleNode(`app-${index}`, "app", { lines: [`app-${index}`, `${index}`] }),
    );
    const edges = nodes.map(({ id }, index) => {
      return { from: id, to: "redis", label: index % 2 ? "reads" : "writes", isDashed: true as const };
    });
    const condensed = condense(sampleDrawing([...nodes, sampleNode("redis", "data")], edges));
    expect(condensed.edges.map(({ label, isDashed }) => [label, isDashed])).toEqual([
      ["writes", true],
      ["reads", true],
    ]);
  });

  test("keeps every label of the edges that become one, and gaps only where all have them", () => {
    const edge = (label: string, isDashed?: true) => ({
      from: "erp",
      to: "redis",
      label,
      ...(isDashed && { isDashed }),
    });
    const merged = (...edges: DrawnEdge[]) =>
      condense(sampleDrawing([sampleNode("erp"), sampleNode("redis", "data")], edges)).edges;
    expect(merged(edge("reads", true), edge("writes", true))).toEqual([edge("reads, writes", true)]);
    expect(merged(edge("reads", true), edge("writes"))).toEqual([edge("reads, writes")]);
  });
});
