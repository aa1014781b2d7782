import { check } from "../checks/index.ts";
import { pageRules } from "../checks/page-rules.ts";
import type { Rendering } from "../pipeline.ts";
import { guidebookFiles } from "./guidebook-files.ts";
import { svgOf } from "./pictures/svg-of.ts";

/**
 * A rendering with the guidebook of each of its labs: the files, and what is wrong with the pages.
 *
 * @param draw gives a drawing as SVG; by default it lays it out
 */
export async function withGuidebook({ labs, tree, findings }: Rendering, draw = svgOf): Promise<Rendering> {
  const files = await Promise.all(labs.map(lab => guidebookFiles(lab, draw)));
  return {
    labs,
    tree: new Map([...tree, ...files.flat()]),
    findings: [...findings, ...(await check(labs, pageRules))],
  };
}
