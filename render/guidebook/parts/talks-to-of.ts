import { rowsOf } from "../../inventory/network/policy-edge-rows.ts";
import { connectionsByOwner } from "../../inventory/network/policy-edges-by-owner.ts";
import { blocks, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { endsInShort } from "../words/policy-words.ts";

/** Who may connect to the pods of one app or component, and whom they may connect to. */
export const talksToOf: TextPart = {
  name: "talks-to-of",
  tell(lab, about) {
    const own = connectionsByOwner(lab).get(about);
    if (own === undefined) return "";
    const rows = [...rowsOf(own.incoming), ...rowsOf(own.outgoing)];
    const freedoms = [
      ["No policy limits whom these may connect to", own.freeOut],
      ["No policy limits who may connect to these", own.freeIn],
      ["On the network of their node, where no policy counts", own.onHosts],
    ] as const;
    return blocks(
      table(
        ["Who may connect", "To", "On"],
        rows.map(({ from, to, ports }) => [endsInShort(lab, from), endsInShort(lab, to), ports.join(", ")]),
      ),
      list(
        freedoms
          .filter(([, pods]) => pods.length > 0)
          .map(([what, pods]) => `${what}: ${pods.map(({ name }) => name).join(", ")}.`),
      ),
    );
  },
};
