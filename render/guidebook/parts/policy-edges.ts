import type { Lab } from "../../checks/rule.ts";
import { type EdgeRow, type End, edgeRowsOf } from "../../inventory/network/policy-edge-rows.ts";
import { connectionsOf } from "../../inventory/network/policy-edges.ts";
import { blocks, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { endsInShort } from "../words/policy-words.ts";

/** Who may connect to whom, as all network policies together say. */
export const policyEdges: TextPart = {
  name: "policy-edges",
  tell(lab) {
    const rows = edgeRowsOf(lab);
    if (rows.length === 0) return "";
    const { length } = connectionsOf(lab).edges;
    return blocks(
      `${counted(length, "connection")} that policies let pass, in ${counted(rows.length, "row")}:`,
      table(
        ["To", "On", "From"],
        rows.map(row => cells(lab, row)),
      ),
    );
  },
};

function cells(lab: Lab, { to, ports, from }: EdgeRow): string[] {
  const short = (ends: readonly End[]) => endsInShort(lab, ends);
  return [short(to), ports.join(", "), short(from)];
}
