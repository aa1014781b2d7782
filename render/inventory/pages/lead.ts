import type { Lab } from "../../checks/rule.ts";
import { factsOf } from "../../guidebook/facts.ts";
import { readProse } from "../../guidebook/prose.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** The first paragraph of a page, in one line and with its facts filled in: what an index says of it. */
export function leadOf(lab: Lab, text: string): string {
  const [paragraph = ""] = readProse(text).lead.split("\n\n");
  if (/^(?:\{\{>|[-|#>]|\d+\.)/.test(paragraph)) return "";
  const words = paragraph.replaceAll(/\s+/g, " ").replace(/:$/, ".");
  return words.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (field, path: string) => factsOfLab(lab)(path) ?? field);
}

const factsOfLab = oncePerLab(factsOf);
