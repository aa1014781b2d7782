import type { Graph, Viz } from "@viz-js/viz";

/** What Graphviz's format "json" tells, of what was asked: https://graphviz.org/docs/outputs/json/ */
export interface Layout {
  readonly bb: string;
  readonly objects?: readonly LaidOutThing[];
  readonly edges?: readonly { readonly pos: string }[];
}

/** A node, or a box around some. */
export interface LaidOutThing {
  readonly name: string;
  /** Of a node: its middle. */
  readonly pos?: string;
  /** Of a node, in inches. */
  readonly width?: string;
  /** Of a box: its corners. */
  readonly bb?: string;
}

/** Points of an inch: Graphviz takes sizes in these and gives places in those. */
export const INCH = 72;

/** A number as pictures hold it: with one decimal. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Numbers of a point or a box, as Graphviz writes them: `36,118.5`. Rounded. */
export function numbersOf(text = ""): number[] {
  return text.split(",").map(Number).map(rounded);
}

/**
 * Points of the cubic Bézier curve that an edge is, from one end to the other; the last is the tip of its arrow.
 * Graphviz counts upwards from the lower edge; these count downwards from `height`.
 */
export function curveOf(pos: string | undefined, height: number): (readonly [number, number])[] {
  const [tip, ...curve] = (pos ?? "").replace("e,", "").split(" ").map(numbersOf);
  return [...curve, tip].flatMap(point => {
    const [x, y] = point ?? [];
    return x === undefined || y === undefined ? [] : [[x, rounded(height - y)] as const];
  });
}

let loading: Promise<Viz> | undefined;

/**
 * Graphviz, compiled once in a process and when first needed: that takes longer than most layouts.
 *
 * @returns lays out a graph; engine "nop" keeps the places of nodes and finds ways for edges
 */
export async function graphviz(): Promise<(graph: Graph, engine?: "dot" | "nop") => Layout> {
  loading ??= import("@viz-js/viz").then(({ instance }) => instance());
  const viz = await loading;
  return (graph, engine = "dot") => viz.renderJSON(graph, { engine }) as Layout;
}
