import type { Lab } from "../checks/rule.ts";
import { bookOf } from "./book.ts";

/**
 * Files of a lab's guidebook, below `rendered/`: its pages as Markdown, its pictures, and the site made of both.
 *
 * @returns e.g. `arcodange/guidebook/storage.md` to its text
 */
export async function guidebookFiles(lab: Lab): Promise<[path: string, text: string][]> {
  const { pages } = bookOf(lab);
  const folder = `${lab.cluster.name}/guidebook`;
  return pages.map(({ path, text }) => [`${folder}/${path}.md`, text]);
}
