import type { Lab } from "../../checks/rule.ts";
import { converters } from "../converters.ts";
import { assets } from "./assets.ts";
import { searchScript } from "./search-script.ts";
import { siteOf } from "./site.ts";

/**
 * Files of a lab's guidebook as a site: a browser shows it from any server, or from disk, and it asks for nothing that
 * lies elsewhere.
 *
 * @param by makes its pages and its script; by default anew
 * @returns path below the guidebook's folder and text: `site/storage.html`, `site/style.css`
 */
export function siteFiles(lab: Lab, by = converters): [path: string, text: string][] {
  const { pages, searched } = siteOf(lab, [], by.page);
  const files = [...pages, ...assets(by.script(lab)), ["search.js", searchScript(searched)] as const];
  return files.map(([path, text]) => [`site/${path}`, text]);
}
