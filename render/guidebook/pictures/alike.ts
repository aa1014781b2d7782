import { named } from "../words/named.ts";
import type { Drawing, DrawnBox, DrawnEdge, DrawnNode } from "./drawing.ts";

/** A drawing in which one node may stand for several. */
export interface Condensed extends Drawing {
  readonly nodes: readonly CondensedNode[];
}

export interface CondensedNode extends DrawnNode {
  /** First lines of all nodes that it stands for, where those are several. */
  readonly names?: readonly string[];
}

/**
 * The drawing with one node in place of all that are alike, so that a hundred apps are as easy to look at as ten.
 *
 * Four or more nodes of one kind and box, with the same lines below their names and the same neighbours, are alike.
 * Where that leaves too many, two are alike already if their neighbours are: all apps with a database of their own.
 */
export function condense(drawing: Drawing): Condensed {
  const exact = merge(drawing, sameNeighbours(drawing), 4);
  return exact.nodes.length <= MOST_NODES ? exact : merge(exact, sameRole(exact), 2);
}

/** Above, nobody follows the lines any more. */
const MOST_NODES = 40;

/** What must be equal of nodes and boxes that become one, by their ids. */
interface Keys {
  readonly nodes: ReadonlyMap<string, string>;
  readonly boxes: ReadonlyMap<string, string>;
}

function sameNeighbours({ nodes, edges, boxes = [] }: Drawing): Keys {
  const ends = endsOf(edges, id => id);
  const keyOf = ({ id, kind, box, lines }: DrawnNode) =>
    JSON.stringify([kind, box ?? "", lines.slice(1), ends.get(id) ?? []]);
  return {
    nodes: new Map(nodes.map(node => [node.id, keyOf(node)])),
    boxes: new Map(boxes.map(({ id }) => [id, id])),
  };
}

/**
 * The coarsest division in which all nodes of a class have neighbours of the same classes, and lie in boxes of the same
 * class: it begins with the kinds, and divides until that is so (colour refinement).
 */
function sameRole({ nodes, edges, boxes = [] }: Drawing): Keys {
  let keys: Keys = {
    nodes: new Map(nodes.map(({ id, kind }) => [id, kind])),
    boxes: new Map(boxes.map(({ id }) => [id, ""])),
  };
  for (let count = 0; count < classes(keys); ) {
    count = classes(keys);
    const { nodes: ofNode, boxes: ofBox } = keys;
    const ends = endsOf(edges, id => ofNode.get(id) ?? id);
    const members = Map.groupBy(nodes, ({ box }) => box);
    keys = {
      nodes: numbered(nodes, ({ id, box = "" }) => [ofNode.get(id), ofBox.get(box), ends.get(id)]),
      boxes: numbered(boxes, ({ id, box = "" }) => [
        ofBox.get(id),
        ofBox.get(box),
        [...new Set(members.get(id)?.map(member => ofNode.get(member.id)))].sort(),
      ]),
    };
  }
  return keys;
}

function classes({ nodes, boxes }: Keys): number {
  return new Set(nodes.values()).size + new Set(boxes.values()).size;
}

function numbered<T extends { readonly id: string }>(things: readonly T[], keyOf: (thing: T) => unknown) {
  const numbers = new Map<string, string>();
  return new Map(
    things.map(thing => {
      const key = JSON.stringify(keyOf(thing));
      if (!numbers.has(key)) numbers.set(key, `${numbers.size}`);
      return [thing.id, numbers.get(key) ?? ""];
    }),
  );
}

/** What leads to and from each node, sorted and each once, with the class of the other end. */
function endsOf(edges: readonly DrawnEdge[], classOf: (id: string) => string): Map<string, string[]> {
  const ends = edges.flatMap(({ from, to, label = "", isDashed = false }) => [
    { id: from, end: JSON.stringify(["to", classOf(to), label, isDashed]) },
    { id: to, end: JSON.stringify(["from", classOf(from), label, isDashed]) },
  ]);
  const byId = Map.groupBy(ends, ({ id }) => id);
  return new Map([...byId].map(([id, all]) => [id, [...new Set(all.map(({ end }) => end))].sort()]));
}

/** @param fewest members of a class that becomes one node */
function merge(drawing: Condensed, keys: Keys, fewest: number): Condensed {
  const boxes = mergeBoxes(drawing.boxes ?? [], keys.boxes, fewest);
  const boxOf = ({ box }: { readonly box?: string }) => (box === undefined ? undefined : (boxes.heads.get(box) ?? box));
  const heads = new Map<string, string>();
  const nodes = [...Map.groupBy(drawing.nodes, node => JSON.stringify([keys.nodes.get(node.id), boxOf(node)])).values()]
    .flatMap(members => (members.length < fewest ? members.map(member => [member]) : [members]))
    .flatMap(members => {
      const [head] = members;
      if (head === undefined) return [];
      for (const { id } of members) heads.set(id, head.id);
      const box = boxOf(head);
      return [{ ...joined(head, members), ...(box !== undefined && { box }) }];
    });
  return { ...drawing, nodes, boxes: boxes.merged, edges: mergeEdges(drawing.edges, id => heads.get(id) ?? id) };
}

function joined(head: CondensedNode, members: readonly CondensedNode[]): CondensedNode {
  if (members.length === 1) return head;
  const details = head.lines.slice(1).filter((line, index) => members.every(({ lines }) => lines[index + 1] === line));
  const names = members.flatMap(({ names, lines }) => names ?? lines.slice(0, 1));
  return { ...head, lines: [named(names), ...details], names };
}

function mergeBoxes(boxes: readonly DrawnBox[], keys: Keys["boxes"], fewest: number) {
  const heads = new Map<string, string>();
  const merged = [...Map.groupBy(boxes, ({ id }) => keys.get(id)).values()].flatMap(members => {
    const [head] = members;
    if (head === undefined || members.length < fewest) return members;
    for (const { id } of members) heads.set(id, head.id);
    return [{ ...head, label: named(members.map(({ label }) => label)) }];
  });
  return { heads, merged };
}

/** Edges between what is left: one from a node to another, with every label that it had. */
function mergeEdges(edges: readonly DrawnEdge[], headOf: (id: string) => string): DrawnEdge[] {
  const groups = Map.groupBy(edges, ({ from, to }) => JSON.stringify([headOf(from), headOf(to)]));
  return [...groups.values()].flatMap(members => {
    const [first] = members;
    if (first === undefined) return [];
    const labels = [...new Set(members.flatMap(({ label }) => label ?? []))];
    return [
      {
        from: headOf(first.from),
        to: headOf(first.to),
        ...(labels.length > 0 && { label: named(labels) }),
        ...(members.every(({ isDashed }) => isDashed) && { isDashed: true as const }),
      },
    ];
  });
}
