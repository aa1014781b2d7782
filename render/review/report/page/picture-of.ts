import { harmless } from "../../../terminal/harmless.ts";
import type { Affected, AffectedEdge, AffectedNode } from "../../affected/affected.ts";
import type { PictureEdge, PictureNode } from "./page-data.ts";
import { place } from "./place.ts";

/** What is drawn, before it is laid out. */
export interface Drawing {
  readonly detail: "objects" | "applications" | "none";
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly Pick<PictureEdge, "from" | "to" | "via">[];
}

export type DrawnNode = Pick<PictureNode, "label" | "kind" | "application" | "isChanged" | "entry">;

/** Above, nobody can follow the lines between objects any more. */
const MOST_OBJECTS = 60;

/** Above, not even those between Applications, and laying them out takes seconds. */
const MOST_APPLICATIONS = 150;

/**
 * The graph of what is affected: as it is while that is few things; else its hosts and Applications, with one line
 * between two of them however many there are between their objects.
 *
 * @param entryOf numbers of entries by the keys of their objects
 */
export function pictureOf({ nodes, edges }: Affected, entryOf: ReadonlyMap<string, number>): Drawing {
  if (nodes.length <= MOST_OBJECTS) {
    const ids = new Map(nodes.map(({ id }, index) => [id, index]));
    const drawn = nodes.map(node => drawnNode(node, entryOf.get(node.id)));
    return { detail: nodes.length === 0 ? "none" : "objects", nodes: drawn, edges: drawnEdges(edges, ids) };
  }
  const groups = Map.groupBy(nodes, groupOf);
  const ids = new Map([...groups.values()].flatMap((members, index) => members.map(({ id }) => [id, index])));
  const drawn = [...groups.values()].flatMap(drawnGroup);
  const detail = drawn.length <= MOST_APPLICATIONS ? "applications" : "none";
  return { detail, nodes: drawn, edges: drawnEdges(edges, ids) };
}

function drawnNode({ label, kind, cluster, application, isChanged }: AffectedNode, entry?: number): DrawnNode {
  const node = { label: harmless(label), kind, application: place(cluster, application), isChanged };
  return entry === undefined ? node : { ...node, entry };
}

function groupOf({ id, kind, cluster, application }: AffectedNode): string {
  return kind === "host" ? id : place(cluster, application);
}

function drawnGroup(members: readonly AffectedNode[]): DrawnNode[] {
  const [first] = members;
  if (first === undefined) return [];
  if (first.kind === "host") return [drawnNode(first)];
  const application = place(first.cluster, first.application);
  return [{ label: application, kind: "application", application, isChanged: members.some(one => one.isChanged) }];
}

function drawnEdges(edges: readonly AffectedEdge[], ids: ReadonlyMap<string, number>): Drawing["edges"] {
  const drawn = edges.flatMap(({ from, to, via }) => {
    const [one, other] = [ids.get(from), ids.get(to)];
    return one === undefined || other === undefined || one === other ? [] : [{ from: one, to: other, via }];
  });
  return [...new Map(drawn.map(edge => [`${edge.from} ${edge.to}`, edge])).values()];
}
