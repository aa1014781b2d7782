import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Mailboxes that are another's. */
export const mailAliases: TextPart = {
  name: "mail-aliases",
  tell({ cluster: { zone } }) {
    if (zone?.mail === undefined) return "";
    const at = (part: string) => code(part.includes("@") ? part : `${part}@${zone.name}`);
    return table(
      ["Mail to", "Is delivered to"],
      Object.entries(zone.mail.aliases).map(([alias, target]) => [at(alias), at(target)]),
    );
  },
};
