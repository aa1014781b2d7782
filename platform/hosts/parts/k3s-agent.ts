import type { PartOf } from "../machine.ts";
import { serverOf } from "../server-of.ts";
import { k3sNode } from "./k3s-node.ts";

/**
 * Every other node. It knows the server by its address, for it must come back while no name is answered.
 *
 * @see https://docs.k3s.io/cli/agent
 */
export const k3sAgent: PartOf = machine => {
  if (machine.node.role !== "agent") return {};
  return k3sNode(machine, "agent", { server: `https://${serverOf(machine.cluster).node.address}:6443` });
};
