import type { Condensed, CondensedNode } from "./alike.ts";
import type { DrawnBox } from "./drawing.ts";
import type { RanksOf } from "./ranker.ts";

/** A node, or a box with what is in it. */
export type Thing = { readonly node: CondensedNode } | Container;

/** A box, or the whole picture where there is none. */
export interface Container {
  readonly box?: DrawnBox;
  /** What lies directly in it, from the top to the bottom; what shares a rank should lie side by side. */
  readonly ranks: readonly (readonly Thing[])[];
  /** Edges between two things that lie directly in it, or between what is in those. */
  readonly ties: readonly Tie[];
}

export interface Tie {
  readonly from: Thing;
  readonly to: Thing;
  readonly hasLabel: boolean;
}

/**
 * Nests what is drawn, and orders what lies in the same box.
 *
 * @throws {Error} when an edge leads to a node that is not drawn, or something lies in a box that is not
 */
export function nest(drawing: Condensed, ranksOf: RanksOf): Container {
  const { nodes, boxes = [] } = drawing;
  const pathTo = pathsIn(drawing);
  const within = Map.groupBy<Drawn | undefined, Drawn>([...nodes, ...boxes], thing => pathTo(thing).at(-2));
  const crossings = Map.groupBy(crossingsOf(drawing, pathTo), crossing => crossing.within);

  const contain = (box?: DrawnBox): Container => {
    const inside = within.get(box) ?? [];
    const numbers = new Map(inside.map((thing, index) => [thing, index]));
    const things = inside.map(thing => ("lines" in thing ? { node: thing } : contain(thing)));
    const ends = (crossings.get(box) ?? []).map(({ from, to, hasLabel }) => ({
      from: from && numbers.get(from),
      to: to && numbers.get(to),
      hasLabel,
    }));
    const pairs = ends.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [[from, to] as const]));
    const ranks = ranksOf({
      count: things.length,
      edges: [...new Map(pairs.map(pair => [pair.join(" "), pair])).values()],
      entered: [...new Set(ends.flatMap(({ from, to }) => (from === undefined ? (to ?? []) : [])))],
      left: [...new Set(ends.flatMap(({ from, to }) => (to === undefined ? (from ?? []) : [])))],
    });
    return {
      ...(box !== undefined && { box }),
      ranks: ranks.map(rank => rank.flatMap(index => things[index] ?? [])),
      ties: ends.flatMap(({ from = -1, to = -1, hasLabel }) => {
        const [one, other] = [things[from], things[to]];
        return one === undefined || other === undefined ? [] : [{ from: one, to: other, hasLabel }];
      }),
    };
  };
  return contain();
}

type Drawn = DrawnBox | CondensedNode;

/** The part of an edge within one box: it leads from thing to thing there, comes from outside, or leads there. */
interface Crossing {
  readonly within: Drawn | undefined;
  readonly from?: Drawn;
  readonly to?: Drawn;
  readonly hasLabel: boolean;
}

function crossingsOf({ title, nodes, edges }: Condensed, pathTo: (thing: Drawn) => readonly Drawn[]): Crossing[] {
  const byId = new Map(nodes.map(node => [node.id, node]));
  return edges.flatMap(({ from, to, label }) => {
    const [one, other] = [pathTo(found(byId, from, "node", title)), pathTo(found(byId, to, "node", title))];
    const fork = one.findIndex((step, index) => step !== other[index]);
    const [head, tail] = [one[fork], other[fork]];
    if (head === undefined || tail === undefined) return [];
    const hasLabel = label !== undefined;
    return [
      { within: one[fork - 1], from: head, to: tail, hasLabel },
      ...one.slice(fork + 1).map((step, index) => ({ within: one[fork + index], from: step, hasLabel })),
      ...other.slice(fork + 1).map((step, index) => ({ within: other[fork + index], to: step, hasLabel })),
    ];
  });
}

/** Tells the boxes around a thing, the outermost first, and the thing at the end. */
function pathsIn({ title, boxes = [] }: Condensed): (thing: Drawn) => readonly Drawn[] {
  const byId = new Map(boxes.map(box => [box.id, box]));
  const known = new Map<Drawn, readonly Drawn[]>();
  const pathTo = (thing: Drawn): readonly Drawn[] => {
    const path = known.get(thing) ?? [
      ...(thing.box === undefined ? [] : pathTo(found(byId, thing.box, "box", title))),
      thing,
    ];
    known.set(thing, path);
    return path;
  };
  return pathTo;
}

function found<T>(things: ReadonlyMap<string, T>, id: string, what: string, title: string): T {
  const thing = things.get(id);
  if (thing !== undefined) return thing;
  throw new Error(
    `Cannot draw "${title}": it names the ${what} "${id}" and has none, mend its part of render/guidebook/parts/`,
  );
}
