import type { Lab } from "../../../checks/rule.ts";
import { TEMPLATES } from "../../drafts.ts";

/** File in which words of a page stand: that of its own prose, or the template that all pages of its kind take. */
export function fileHolding(words: string, source: string, { prose }: Pick<Lab, "prose">): string {
  if (prose.get(source)?.includes(words)) return source;
  const template = source.startsWith("apps/") ? TEMPLATES.app : TEMPLATES.component;
  return prose.get(template)?.includes(words) ? template : source;
}
