import type { Lab } from "../checks/rule.ts";
import { bookOf, PICTURES } from "./book.ts";
import { converters } from "./converters.ts";
import { siteFiles } from "./site/site-files.ts";

/**
 * Files of a lab's guidebook, below `rendered/`: its pages as Markdown, its pictures, and the site made of both.
 *
 * @param by makes pictures and pages for a browser; by default anew
 * @returns e.g. `arcodange/guidebook/storage.md` to its text
 */
export async function guidebookFiles(lab: Lab, by = converters): Promise<[path: string, text: string][]> {
  const { pages, drawings } = bookOf(lab);
  const folder = `${lab.cluster.name}/guidebook`;
  const texts = pages.map(({ path, text }) => [`${path}.md`, text] as const);
  const pictures = [...drawings].map(
    async ([name, drawing]) => [`${PICTURES}/${name}.svg`, await by.picture(lab, name, drawing)] as const,
  );
  return [...texts, ...siteFiles(lab, by), ...(await Promise.all(pictures))].map(([path, text]) => [
    `${folder}/${path}`,
    text,
  ]);
}
