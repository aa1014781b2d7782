import { graphviz } from "../../picture/graphviz.ts";

/** Things that lie in one box, by their numbers. */
export interface Siblings {
  readonly count: number;
  /** Between two of them. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Those to which an edge leads from outside the box. */
  readonly entered: readonly number[];
  /** Those from which one leads outside. */
  readonly left: readonly number[];
}

/** Ranks from the top to the bottom, each from left to right. */
export type RanksOf = (siblings: Siblings) => number[][];

/**
 * Has Graphviz order things, so that edges lead downwards and seldom cross: what is entered from outside comes early, what
 * leads outside comes late, and what has no edge at all comes last. Graphviz is asked for the order alone, and all things
 * count as equally large.
 */
export async function ranker(): Promise<RanksOf> {
  const layOut = await graphviz();
  return ({ count, edges, entered, left }) => {
    const all = Array.from({ length: count }, (_, index) => index);
    const linked = new Set([...edges.flat(), ...entered, ...left]);
    const rest = all.filter(index => !linked.has(index));
    if (linked.size === 0) return rest.length === 0 ? [] : [rest];
    const { objects = [] } = layOut({
      nodeAttributes: { shape: "box", fixedsize: "true", width: 1, height: 0.5, label: "" },
      nodes: [
        { name: ABOVE },
        { name: BELOW },
        ...all.filter(index => linked.has(index)).map(name => ({ name: `${name}` })),
      ],
      edges: [
        ...edges.map(([from, to]) => ({ tail: `${from}`, head: `${to}`, attributes: { weight: 4 } })),
        ...entered.map(index => ({ tail: ABOVE, head: `${index}` })),
        ...left.map(index => ({ tail: `${index}`, head: BELOW })),
      ],
    });
    const spots = objects.flatMap(({ name, pos = "" }) => {
      const [x = 0, y = 0] = pos.split(",").map(Number);
      return name === ABOVE || name === BELOW ? [] : [{ index: Number(name), x, y }];
    });
    const ranks = [...Map.groupBy(spots, ({ y }) => y)].sort(([one], [other]) => other - one);
    const ordered = ranks.map(([, members]) => members.sort((one, other) => one.x - other.x).map(({ index }) => index));
    return rest.length === 0 ? ordered : [...ordered, rest];
  };
}

/** Stand for what is outside. */
const ABOVE = "above";
const BELOW = "below";
