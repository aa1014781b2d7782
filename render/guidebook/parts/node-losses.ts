import { label } from "../../../platform/object-identity.ts";
import { add, times } from "../../checks/capacity/pod-demand.ts";
import type { Lab } from "../../checks/rule.ts";
import { type NodeLoss, nodeLossesOf } from "../../inventory/capacity/node-capacity.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { amountWords, roomWords } from "../words/amount-words.ts";
import { named } from "../words/named.ts";
import { ownerLink } from "../words/owner-link.ts";

/** Whether everything still fits with each node lost, and what would not start. */
export const nodeLosses: TextPart = {
  name: "node-losses",
  tell: lab =>
    table(
      ["Lost", "The others offer", "Everything else requests", "Free", "Waits for the node", "Finds no room"],
      nodeLossesOf(lab).map(loss => rowOf(lab, loss)),
    ),
};

function rowOf(lab: Lab, { node, offered, requested, gone, homeless }: NodeLoss): string[] {
  return [
    `**${node}**`,
    roomWords(offered),
    amountWords(requested),
    roomWords(add(offered, times(requested, -1))),
    names(lab, gone),
    names(lab, homeless),
  ];
}

function names(lab: Lab, workloads: NodeLoss["homeless"]): string {
  if (workloads.length === 0) return "nothing";
  return named(workloads.map(({ unit, object }) => ownerLink(lab, ownerOf(unit), `${label(object)} of ${unit.name}`)));
}
