import { check } from "../checks/index.ts";
import type { Rendering } from "../pipeline.ts";
import { converters } from "./converters.ts";
import { guidebookFiles } from "./guidebook-files.ts";
import { pageRules } from "./rules/index.ts";

/**
 * A rendering with the guidebook of each of its labs: the files, and what is wrong with the pages.
 *
 * @param by makes pictures and pages for a browser; by default anew
 */
export async function withGuidebook({ labs, tree, findings }: Rendering, by = converters): Promise<Rendering> {
  const files = await Promise.all(labs.map(lab => guidebookFiles(lab, by)));
  return {
    labs,
    tree: new Map([...tree, ...files.flat()]),
    findings: [...findings, ...(await check(labs, pageRules, "render/guidebook/rules"))],
  };
}
