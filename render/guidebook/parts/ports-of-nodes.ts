import { type NodePort, nodePortsOf } from "../../inventory/network/listening-ports.ts";
import { table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Every port at which nodes answer. */
export const portsOfNodes: TextPart = {
  name: "ports-of-nodes",
  tell(lab) {
    const ports = [...nodePortsOf(lab)].sort((one, other) => numberOf(one) - numberOf(other));
    return table(
      ["Port", "Who listens", "On"],
      ports.map(({ port, user, nodes }) => [port, user, nodes === undefined ? "every node" : nodes.join(", ")]),
    );
  },
};

function numberOf({ port }: NodePort): number {
  return Number(port.split(" ")[1]);
}
