import { curveOf, graphviz, INCH, type LaidOutThing, numbersOf, rounded } from "../../../picture/graphviz.ts";
import type { Box, Picture, PictureNode } from "./page-data.ts";
import type { Drawing, DrawnNode } from "./picture-of.ts";

/**
 * Places the nodes and lines of a drawing with Graphviz: what depends stands to the left of what it depends on, and the
 * things of one Application lie in one box. Graphviz sees numbers and sizes only, no text of the review.
 */
export async function layOut(drawing: Drawing): Promise<Picture> {
  const { detail, nodes, edges } = drawing;
  if (detail === "none")
    return { ...EMPTY, nodes: nodes.map(unplaced), edges: edges.map(edge => ({ ...edge, points: [] })) };
  const applications = detail === "objects" ? [...groupsOf(nodes)] : [];
  const place = await graphviz();
  const result = place({
    graphAttributes: { rankdir: "LR", nodesep: 0.14, ranksep: 0.4, ...(detail === "applications" && PACKED) },
    nodeAttributes: { shape: "box", fixedsize: "true", height: HEIGHT / INCH },
    edgeAttributes: { arrowsize: 0.5 },
    nodes: nodes.map(({ label }, index) => ({ name: `${index}`, attributes: { width: widthOf(label) / INCH } })),
    edges: edges.map(({ from, to }) => ({ tail: `${from}`, head: `${to}` })),
    subgraphs: applications.map(([, members], index) => ({
      name: `cluster_${index}`,
      graphAttributes: { label: " ", fontsize: 11, labeljust: "l", margin: 12 },
      nodes: members.map(member => ({ name: `${member}` })),
    })),
  });
  const [, , width = 0, height = 0] = numbersOf(result.bb);
  const things = new Map(result.objects?.map(thing => [thing.name, thing]));
  return {
    detail,
    width,
    height,
    nodes: nodes.map((node, index) => placed(node, things.get(`${index}`), height)),
    edges: edges.map((edge, index) => ({ ...edge, points: curveOf(result.edges?.[index]?.pos, height) })),
    boxes: applications.map(([label], index) => boxOf(label, things.get(`cluster_${index}`), height)),
  };
}

/**
 * Parts without a line between them stand in two columns, for most Applications depend on few others. It is the number
 * of rows, and Graphviz turns both around where ranks go to the right: https://graphviz.org/docs/attr-types/packMode/
 */
const PACKED = { pack: 12, packmode: "array_c2" };

const EMPTY = { detail: "none", width: 0, height: 0, boxes: [] } as const;

const HEIGHT = 24;

/** Of a text of 11 points in a monospaced font, with room at both ends. Longer ones are cut by the page. */
function widthOf(label: string): number {
  return Math.min(label.length, LONGEST_LABEL) * 6.7 + 22;
}

/** Characters of a label that the picture shows. */
const LONGEST_LABEL = 38;

function groupsOf(nodes: readonly DrawnNode[]): Map<string, number[]> {
  const indexes = nodes.flatMap(({ kind, application }, index) =>
    kind === "host" || application === "" ? [] : [index],
  );
  return Map.groupBy(indexes, index => nodes[index]?.application ?? "");
}

function unplaced(node: DrawnNode): PictureNode {
  return { ...node, x: 0, y: 0, width: 0, height: 0 };
}

/** Graphviz counts upwards from the lower edge. */
function placed(node: DrawnNode, thing: LaidOutThing | undefined, height: number): PictureNode {
  const [x = 0, y = 0] = numbersOf(thing?.pos);
  const label = node.label.length > LONGEST_LABEL ? `${node.label.slice(0, LONGEST_LABEL - 1)}…` : node.label;
  return {
    ...node,
    label,
    x,
    y: rounded(height - y),
    width: rounded(Number(thing?.width ?? 0) * INCH),
    height: HEIGHT,
  };
}

function boxOf(label: string, thing: LaidOutThing | undefined, height: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(thing?.bb);
  return {
    label,
    x: rounded((left + right) / 2),
    y: rounded(height - (bottom + top) / 2),
    width: rounded(right - left),
    height: rounded(top - bottom),
  };
}
