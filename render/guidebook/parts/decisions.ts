import { decisionsOf } from "../decisions.ts";
import { fileLink, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Every decision with the code that it governs. */
export const decisions: TextPart = {
  name: "decisions",
  tell: lab =>
    table(
      ["Decision", "Governs"],
      decisionsOf(lab).map(({ page, title, governs }) => [link(page, title), governs.map(fileLink).join(", ")]),
    ),
};
