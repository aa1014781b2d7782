import { curveOf, graphviz, INCH } from "../../picture/graphviz.ts";
import type { DrawnEdge } from "./drawing.ts";
import type { Frame, PlacedNode } from "./place.ts";

/** A point, from the upper left corner. */
export type Point = readonly [x: number, y: number];

export interface RoutedEdge {
  readonly edge: DrawnEdge;
  /** Of a cubic Bézier curve from one end to the other; the last one is the tip of the arrow. */
  readonly points: readonly Point[];
}

/**
 * Has Graphviz find a way for each edge around the nodes, which stay where they are. Ways are as short as can be, so that
 * all would turn at the same corners: edges take turns in how far they keep off, and run beside each other there.
 */
export async function route(nodes: readonly PlacedNode[], edges: readonly DrawnEdge[]): Promise<RoutedEdge[]> {
  const layOut = await graphviz();
  const numbers = new Map(nodes.map(({ node }, index) => [node.id, `${index}`]));
  const walls = wallsAround(nodes);
  const lanes = CLEARANCES.map((clearance, lane) => {
    const own = edges.filter((_, index) => index % CLEARANCES.length === lane);
    const layout = layOut(
      {
        graphAttributes: { splines: "true", esep: `+${clearance}` },
        nodeAttributes: { shape: "box", fixedsize: "true", label: "" },
        edgeAttributes: { arrowsize: 0.7 },
        nodes: [...nodes, ...walls].map((frame, index) => ({ name: `${index}`, attributes: obstacle(frame) })),
        edges: own.map(({ from, to }) => ({ tail: numbers.get(from) ?? "", head: numbers.get(to) ?? "" })),
      },
      "nop",
    );
    const [right, down] = shiftOf(layout.objects?.find(({ name }) => name === "0")?.pos, nodes[0]);
    return own.map((edge, index) => ({
      edge,
      points: curveOf(layout.edges?.[index]?.pos, 0).map(([x, y]) => [x + right, y + down] as const),
    }));
  });
  return edges.flatMap((_, index) => lanes[index % lanes.length]?.[Math.floor(index / lanes.length)] ?? []);
}

/** Between an edge and what it goes around; twice the largest is still less than lies between two rows. */
const CLEARANCES = [3, 5, 7];

/** From the left to the right end of a picture. */
export interface Room {
  readonly left: number;
  readonly right: number;
}

/** Where edges may lead: an aisle on both sides of the nodes is theirs. */
export function roomAround(nodes: readonly Frame[]): Room {
  const left = Math.min(...nodes.map(({ x }) => x));
  const right = Math.max(...nodes.map(({ x, width }) => x + width));
  return { left: left - AISLE, right: right + AISLE };
}

const AISLE = 24;

/** On both sides of the room: the ways of long edges would else lead far around. */
function wallsAround(nodes: readonly Frame[]): Frame[] {
  const { left, right } = roomAround(nodes);
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height));
  const wall = { y: -BEYOND, width: 1, height: bottom + 2 * BEYOND };
  return [
    { ...wall, x: left - wall.width },
    { ...wall, x: right },
  ];
}

/** From the ends of a wall to the nodes: further than leads around one. */
const BEYOND = 400;

function obstacle({ x, y, width, height }: Frame) {
  return { pos: `${x + width / 2},${-(y + height / 2)}`, width: width / INCH, height: height / INCH };
}

/** Graphviz moves everything, so that its own origin is a corner of the picture: by how much, the first node tells. */
function shiftOf(pos = "0,0", first: Frame = { x: 0, y: 0, width: 0, height: 0 }): Point {
  const [x = 0, y = 0] = pos.split(",").map(Number);
  return [first.x + first.width / 2 - x, first.y + first.height / 2 + y];
}
