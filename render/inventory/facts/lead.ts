import type { Lab } from "../../checks/rule.ts";
import { fillFacts } from "../../prose/fill-facts.ts";
import { readProse } from "../../prose/read-prose.ts";
import { factsOf } from "./facts.ts";

/** The first paragraph of a page, in one line and with its facts filled in: what an index says of it. */
export function leadOf(lab: Lab, text: string): string {
  const [paragraph = ""] = readProse(text).lead.split("\n\n");
  if (/^(?:\{\{>|[-|#>]|\d+\.)/.test(paragraph)) return "";
  const facts = factsOf(lab);
  const words = paragraph.replaceAll(/\s+/g, " ").replace(/:$/, ".");
  return fillFacts(words, (path, field) => facts.get(path) ?? field);
}
