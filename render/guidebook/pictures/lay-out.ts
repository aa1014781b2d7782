import { condense } from "./alike.ts";
import type { Drawing } from "./drawing.ts";
import { nest } from "./nest.ts";
import { type Placement, place } from "./place.ts";
import { type PlacedLabel, placeLabels } from "./place-labels.ts";
import { ranker } from "./ranker.ts";
import { type RoutedEdge, route } from "./route.ts";

/** Everything that a picture shows, with its place. */
export interface LaidOut extends Placement {
  readonly edges: readonly RoutedEdge[];
  readonly labels: readonly PlacedLabel[];
}

/**
 * Lays a drawing out in a width that a phone can show: alike nodes become one, Graphviz orders what shares a box, what is
 * too wide is folded into rows, and Graphviz finds ways for the edges. It sees numbers and sizes only, no text.
 *
 * @throws {Error} when nothing is drawn, an edge leads to a node that is not, or something lies in a box that is not
 */
export async function layOut(drawing: Drawing): Promise<LaidOut> {
  if (drawing.nodes.length === 0) {
    throw new Error(`Cannot draw "${drawing.title}": it has no nodes, its part should draw nothing then`);
  }
  const condensed = condense(drawing);
  const placement = place(nest(condensed, await ranker()), WIDTH);
  const edges = await route(placement.nodes, condensed.edges);
  return { ...placement, edges, labels: placeLabels(edges, placement) };
}

/** Of nodes and boxes; edges may lead around them. */
const WIDTH = 430;
