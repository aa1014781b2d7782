import { unknownFactsOf } from "../../inventory/network/records-left-out.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Facts of zone, mail and certificates that nobody knows yet, what goes without them, and what brings them. */
export const unknownEdgeFacts: TextPart = {
  name: "unknown-edge-facts",
  tell: lab =>
    table(
      ["Fact", "What goes without", "What to do"],
      unknownFactsOf(lab).map(({ field, problems, remedy }) => [code(field), problems.join("; "), remedy]),
    ),
};
