import { type Amount, add, NOTHING, times } from "../../checks/capacity/pod-demand.ts";
import type { Lab } from "../../checks/rule.ts";
import { floatingPodsOf, nodeCapacitiesOf } from "../../inventory/capacity/node-capacity.ts";
import { blocks, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { amountWords, roomWords } from "../words/amount-words.ts";

/** What each node has, who takes of it, and what is left for pods that have a choice. */
export const nodeCapacity: TextPart = {
  name: "node-capacity",
  tell(lab) {
    const nodes = nodeCapacitiesOf(lab);
    if (nodes.length === 0) return "";
    return blocks(
      table(
        ["Node", "The machine has", "Kept for the system and services", "Agents request", "Pinned there", "Left"],
        nodes.map(({ node, whole, offered, agents, pinned, left }) => [
          `**${node}**`,
          ...[whole, minus(whole, offered), agents, pinned].map(amountWords),
          roomWords(left),
        ]),
      ),
      summary(lab),
    );
  },
};

/** Whether the pods that have a choice fit into what is left. */
function summary(lab: Lab): string {
  const { count, requested } = floatingPodsOf(lab);
  const left = nodeCapacitiesOf(lab)
    .map(each => each.left)
    .reduce(add, NOTHING);
  const free = minus(left, requested);
  const pods = `${counted(count, "pod")} may run on more than one node and ${count === 1 ? "requests" : "request"} ${amountWords(requested)}`;
  return `${pods}. All nodes together have ${roomWords(left)} left for them, so that **${roomWords(free)} are free**.`;
}

function minus(one: Amount, other: Amount): Amount {
  return add(one, times(other, -1));
}
