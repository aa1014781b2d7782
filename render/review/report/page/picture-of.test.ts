import { expect, test } from "vitest";
import type { AffectedNode } from "../../affected/affected.ts";
import { layOut } from "./lay-out.ts";
import { pictureOf } from "./picture-of.ts";

function node(application: string, name: string, rest: Partial<AffectedNode> = {}): AffectedNode {
  const label = `Deployment/${name}`;
  return {
    id: `home/apps/${label}`,
    label,
    kind: "workload",
    cluster: "home",
    application,
    namespace: application,
    isChanged: false,
    ...rest,
  };
}

const HOST = node("erp", "", { id: "host:home/erp.lab", label: "erp.lab", kind: "host" });

function many(applications: number, each: number) {
  return Array.from({ length: applications }, (_, a) =>
    Array.from({ length: each }, (_, i) => node(`app-${a}`, `web-${a}-${i}`)),
  ).flat();
}

test("pictureOf() draws few things as they are, and knows their entries", () => {
  const erp = node("erp", "erp", { isChanged: true });
  const edges = [{ from: HOST.id, to: erp.id, via: "answers" }];
  const drawing = pictureOf({ lines: [], nodes: [HOST, erp], edges }, new Map([[erp.id, 7]]));
  expect(drawing.detail).toBe("objects");
  expect(drawing.nodes[1]).toEqual({
    label: "Deployment/erp",
    kind: "workload",
    application: "home/erp",
    isChanged: true,
    entry: 7,
  });
  expect(drawing.edges).toEqual([{ from: 0, to: 1, via: "answers" }]);
});

test("pictureOf() draws hosts and Applications where things are many, with one line between two", () => {
  const nodes = [HOST, ...many(2, 40)];
  const edges = [
    ...Array.from({ length: 40 }, (_, i) => ({
      from: `home/apps/Deployment/web-0-${i}`,
      to: `home/apps/Deployment/web-1-${i}`,
      via: "references",
    })),
    { from: "home/apps/Deployment/web-0-1", to: "home/apps/Deployment/web-0-2", via: "references" },
    { from: HOST.id, to: "home/apps/Deployment/web-0-0", via: "answers" },
  ];
  const drawing = pictureOf({ lines: [], nodes, edges }, new Map());
  expect(drawing.detail).toBe("applications");
  expect(drawing.nodes.map(({ label }) => label)).toEqual(["erp.lab", "home/app-0", "home/app-1"]);
  expect(drawing.edges.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [0, 1],
  ]);
});

test("pictureOf() and layOut() draw nothing of more Applications than a picture can hold", async () => {
  const drawing = pictureOf({ lines: [], nodes: many(151, 1), edges: [] }, new Map());
  expect(drawing.detail).toBe("none");
  expect(await layOut(drawing)).toMatchObject({ width: 0, height: 0, boxes: [] });
});

test("layOut() places every node within the picture, in the box of its Application, and from left to right", async () => {
  const [erp, database] = [node("erp", "erp"), node("erp", "database")];
  const edges = [
    { from: HOST.id, to: erp.id, via: "answers" },
    { from: erp.id, to: database.id, via: "references" },
  ];
  const {
    width,
    height,
    nodes,
    boxes,
    edges: lines,
  } = await layOut(pictureOf({ lines: [], nodes: [HOST, erp, database], edges }, new Map()));
  for (const one of nodes) {
    expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
    expect(one.y - one.height / 2).toBeGreaterThanOrEqual(0);
    expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
  }
  const places = nodes.map(({ x }) => x);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(boxes).toHaveLength(1);
  for (const one of nodes.slice(1)) {
    expect(Math.abs(one.x - (boxes[0]?.x ?? 0)) + one.width / 2).toBeLessThanOrEqual((boxes[0]?.width ?? 0) / 2);
  }
  for (const { points } of lines) expect(points.length % 3).toBe(2); // a Bézier curve, and the tip of its arrow
});

test("layOut() takes labels that mean something to Graphviz, and cuts long ones", async () => {
  const labels = ['"; shape=none', "\\N \\G", "<b>bold</b>", "x".repeat(500)];
  const nodes = labels.map(label => node("erp", label, { id: label, label }));
  const picture = await layOut(pictureOf({ lines: [], nodes, edges: [] }, new Map()));
  expect(picture.nodes.map(({ label }) => label)).toEqual([...labels.slice(0, 3), `${"x".repeat(37)}…`]);
});
