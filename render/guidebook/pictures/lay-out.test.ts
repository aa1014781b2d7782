import { describe, expect, test } from "vitest";
import { layOut } from "./lay-out.ts";
import { FONT_SIZE } from "./measure.ts";
import type { Frame } from "./place.ts";
import { pointsAlong } from "./points-along.ts";
import { labOf, layers, sampleDrawing, sampleNode, star } from "./testing/sample-drawings.ts";
import { textWidth } from "./text-width.ts";

const DRAWINGS = {
  "one node": sampleDrawing([sampleNode("erp")]),
  "a star of 5": star(5),
  "a star of 39": star(39),
  "a star of 119": star(119),
  "3 layers of 3": layers(3, 3),
  "5 layers of 8": layers(5, 8),
  "12 layers of 10": layers(12, 10),
  "a lab of 10 apps": labOf(10),
  "a lab of 100 apps": labOf(100),
  "boxes alone in boxes": sampleDrawing(
    [sampleNode("erp")],
    [],
    [
      { id: "outer", label: "A box that has a rather long name, for a box" },
      { id: "inner", label: "Nothing is in here", box: "outer" },
    ],
  ),
  "edges in circles": sampleDrawing(
    [sampleNode("a"), sampleNode("b")],
    [
      { from: "a", to: "b", label: "there" },
      { from: "b", to: "a", label: "back" },
      { from: "a", to: "a", label: "itself" },
    ],
  ),
};

function overlap(one: Frame, other: Frame): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function isWithin(inner: Frame, outer: Frame): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

describe.each(Object.entries(DRAWINGS))("layOut() of %s", async (_, drawing) => {
  const { nodes, boxes, edges, labels } = await layOut(drawing);

  test("places no node over another", () => {
    const pairs = nodes.flatMap((one, index) => nodes.slice(index + 1).map(other => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
  });

  test("places each node and box within its box, and over no other box", () => {
    const things = [
      ...nodes.map(({ node, ...frame }) => ({ around: node.box, frame })),
      ...boxes.map(({ box, ...frame }) => ({ around: box.box, frame })),
    ];
    for (const { around, frame } of things) {
      for (const box of boxes) {
        if (box.box.id === around) expect(isWithin(frame, box)).toBe(true);
        else if (overlap(frame, box)) expect(isWithin(frame, box) || isWithin(box, frame)).toBe(true);
      }
    }
  });

  test("has room in each node for its text", () => {
    for (const { lines, width } of nodes)
      for (const { text, isBold } of lines) expect(textWidth(text, FONT_SIZE, isBold)).toBeLessThanOrEqual(width - 20);
  });

  test("is at most 480 wide, edges and labels too", () => {
    const frames = [...nodes, ...boxes, ...labels];
    const points = edges.flatMap(edge => pointsAlong(edge.points, 8));
    const left = Math.min(...frames.map(({ x }) => x), ...points.map(([x]) => x));
    const right = Math.max(...frames.map(({ x, width }) => x + width), ...points.map(([x]) => x));
    expect(right - left).toBeLessThanOrEqual(480);
  });

  test("leads edges around nodes that they have nothing to do with", () => {
    const through = edges.flatMap(({ edge, points }) =>
      nodes.filter(({ node, ...frame }) => {
        if (node.id === edge.from || node.id === edge.to) return false;
        return pointsAlong(points, 8).some(([x, y]) => overlap({ x, y, width: 0, height: 0 }, frame));
      }),
    );
    expect(through).toEqual([]);
  });

  test("draws each edge from its one end to the other", () => {
    for (const { edge, points } of edges) {
      for (const [id, point] of [
        [edge.from, points[0]],
        [edge.to, points.at(-1)],
      ] as const) {
        const end = nodes.find(({ node }) => node.id === id);
        const [x = Number.NaN, y = Number.NaN] = point ?? [];
        expect(end && overlap({ x: x - 1, y: y - 1, width: 2, height: 2 }, end)).toBe(true);
      }
    }
  });
});

describe("layOut()", () => {
  test("places what is acted on below what acts", async () => {
    const { nodes } = await layOut(
      sampleDrawing([sampleNode("database"), sampleNode("erp")], [{ from: "erp", to: "database" }]),
    );
    const [first, second] = nodes.toSorted((one, other) => one.y - other.y);
    expect([first?.node.id, second?.node.id]).toEqual(["erp", "database"]);
  });

  test("places labels over no node while they are few", async () => {
    for (const drawing of [star(5), layers(3, 3)]) {
      const { nodes, labels } = await layOut(drawing);
      expect(labels.length).toBeGreaterThan(1);
      expect(labels.filter(label => nodes.some(node => overlap(label, node)))).toEqual([]);
    }
  });

  test("refuses an edge to a node that is not drawn, a box that is not, and a drawing of nothing", async () => {
    await expect(layOut(sampleDrawing([sampleNode("a")], [{ from: "a", to: "b" }]))).rejects.toThrow(
      'Cannot draw "A sample": it names the node "b" and has none',
    );
    await expect(layOut(sampleDrawing([sampleNode("a", "app", { box: "b" })]))).rejects.toThrow('names the box "b"');
    await expect(layOut(sampleDrawing([]))).rejects.toThrow("it has no nodes");
  });
});
