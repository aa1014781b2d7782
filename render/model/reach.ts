import type { Edge, Graph } from "./graph.ts";

/** Everything that depends on a node, directly or through others: what a change of it can hurt. Without the node itself. */
export function dependents(graph: Graph, id: string): Set<string> {
  return reach(id, index(graph.edges, "to", "from"));
}

/** Everything that a node depends on, directly or through others. Without the node itself. */
export function dependencies(graph: Graph, id: string): Set<string> {
  return reach(id, index(graph.edges, "from", "to"));
}

type End = "from" | "to";

function index(edges: readonly Edge[], key: End, value: End): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  for (const edge of edges) {
    const list = neighbours.get(edge[key]);
    if (list === undefined) neighbours.set(edge[key], [edge[value]]);
    else list.push(edge[value]);
  }
  return neighbours;
}

function reach(start: string, neighbours: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const neighbour of neighbours.get(id) ?? []) {
      if (neighbour === start || found.has(neighbour)) continue;
      found.add(neighbour);
      waiting.push(neighbour);
    }
  }
  return found;
}
