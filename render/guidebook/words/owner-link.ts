import type { Lab } from "../../checks/rule.ts";
import { pageOfOwner } from "../../inventory/owner.ts";
import { link } from "../markdown.ts";

/** A link to the page of an app or a component; the bare words for what has none. */
export function ownerLink(lab: Lab, owner: string, words = owner): string {
  const page = pageOfOwner(lab, owner);
  return page === undefined ? words : link(page, words);
}
