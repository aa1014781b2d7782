import type { Lab } from "../checks/rule.ts";
import { bookOf, PICTURES } from "./book.ts";
import { svgOf } from "./pictures/svg-of.ts";
import { siteFiles } from "./site/site-files.ts";

/**
 * Files of a lab's guidebook, below `rendered/`: its pages as Markdown, its pictures, and the site made of both.
 *
 * @param draw gives a drawing as SVG; by default it lays it out
 * @returns e.g. `arcodange/guidebook/storage.md` to its text
 */
export async function guidebookFiles(lab: Lab, draw = svgOf): Promise<[path: string, text: string][]> {
  const { pages, drawings } = bookOf(lab);
  const folder = `${lab.cluster.name}/guidebook`;
  const texts = pages.map(({ path, text }) => [`${path}.md`, text] as const);
  const pictures = [...drawings].map(
    async ([name, drawing]) => [`${PICTURES}/${name}.svg`, await draw(drawing)] as const,
  );
  return [...texts, ...siteFiles(lab), ...(await Promise.all(pictures))].map(([path, text]) => [
    `${folder}/${path}`,
    text,
  ]);
}
