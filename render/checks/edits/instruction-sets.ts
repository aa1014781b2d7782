import type { Node } from "../../../clusters/lab.ts";
import type { Lab } from "../rule.ts";

/** pi3 is a Raspberry Pi 4, and nobody renders anew. */
export const edit = (lab: Lab): Lab => {
  const pi3: Node = { ...(lab.cluster.nodes.pi3 as Node), model: "Raspberry Pi 4", instructionSet: "armv8.0-a" };
  return { ...lab, cluster: { ...lab.cluster, nodes: { ...lab.cluster.nodes, pi3 } } };
};
