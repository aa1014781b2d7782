import type { Entry } from "../page-data.ts";
import { element } from "./element.ts";

/** The address of an entry within the page: `#arcodange/apps/Deployment/erp/erp`. */
export function addressOf({ key }: Entry): string {
  return `#${encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
}

/** A text that leads to an entry, where there is one. */
export function linked(text: string, entry: Entry | undefined): Node {
  return entry === undefined
    ? element("code", {}, text)
    : element("a", { href: addressOf(entry) }, element("code", {}, text));
}
