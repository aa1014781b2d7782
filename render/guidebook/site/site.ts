import type { Lab } from "../../checks/rule.ts";
import { bookOf } from "../book.ts";
import { sitePath } from "./address-of.ts";
import type { Place } from "./frame.ts";
import { makePage } from "./make-page.ts";

/** The guidebook of a lab as pages for a browser. */
export interface Site {
  /** HTML by path below the site: `tools/traefik.html`. */
  readonly pages: ReadonlyMap<string, string>;
  /** Lines of `search.js`, one for each page. */
  readonly searched: readonly string[];
}

/**
 * Makes every page of a lab's guidebook.
 *
 * @param places that the bar shows beside the guidebook
 * @param make makes one page
 */
export function siteOf(lab: Lab, places: readonly Place[] = [], make = makePage): Site {
  const made = bookOf(lab).pages.map(page => ({ path: sitePath(page.path), ...make(lab, page, places) }));
  return { pages: new Map(made.map(({ path, html }) => [path, html])), searched: made.map(({ searched }) => searched) };
}
