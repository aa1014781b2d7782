import { contentsOf } from "../contents.ts";
import { link, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Every runbook, with the sentence that says what it is for. */
export const runbooks: TextPart = {
  name: "runbooks",
  tell: lab => list(contentsOf(lab).runbooks.map(({ path, title, sentence }) => `${link(path, title)}: ${sentence}`)),
};
