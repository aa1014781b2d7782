import type { Drawing } from "./drawing.ts";

/**
 * Makes sure that a drawing can be laid out, before anybody does.
 *
 * @throws {Error} when nothing is drawn, an edge leads to a node that is not, or something lies in a box that is not
 */
export function requireWhole({ title, nodes, edges, boxes = [] }: Drawing): void {
  if (nodes.length === 0) throw new Error(`"${title}" has no nodes, its part should draw nothing then`);
  const [known, boxed] = [new Set(nodes.map(({ id }) => id)), new Set(boxes.map(({ id }) => id))];
  const missing = [
    ...edges
      .flatMap(({ from, to }) => [from, to])
      .filter(id => !known.has(id))
      .map(id => `node "${id}"`),
    ...[...nodes, ...boxes]
      .flatMap(({ box }) => box ?? [])
      .filter(id => !boxed.has(id))
      .map(id => `box "${id}"`),
  ];
  if (missing.length > 0) throw new Error(`"${title}" names ${[...new Set(missing)].join(", ")} and has none`);
}
