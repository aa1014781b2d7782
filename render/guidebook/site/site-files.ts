import type { Lab } from "../../checks/rule.ts";
import { assets } from "./assets.ts";
import { searchScript } from "./search-script.ts";
import { siteOf } from "./site.ts";

/**
 * Files of a lab's guidebook as a site: a browser shows it from any server, or from disk, and it asks for nothing that
 * lies elsewhere.
 *
 * @returns path below the guidebook's folder and text: `site/storage.html`, `site/style.css`
 */
export function siteFiles(lab: Lab): [path: string, text: string][] {
  const { pages, searched } = siteOf(lab);
  const files = [...pages, ...assets(), ["search.js", searchScript(searched)] as const];
  return files.map(([path, text]) => [`site/${path}`, text]);
}
