import type { Lab } from "../checks/rule.ts";
import type { Edge } from "../model/graph.ts";
import { oncePerLab } from "./once-per-lab.ts";

/** What depends directly on a node of the graph. The index is made once per lab. */
export function edgesTo(lab: Lab, id: string): readonly Edge[] {
  return indexOf(lab).get(id) ?? [];
}

const indexOf = oncePerLab(({ graph }) => Map.groupBy(graph.edges, ({ to }) => to));
