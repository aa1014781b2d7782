import { objectsOf } from "../checks/rule.ts";
import type { SearchedFile } from "../guidebook/site/search-data.ts";
import { pathOf } from "../tree/lay-out.ts";
import { isGuidebook } from "../tree/unit-paths.ts";
import type { ShownLab } from "./follow-lab.ts";
import { treeAddress } from "./tree-page.ts";

/** Objects of a lab, and its files that hold none, as search finds them. */
export function searchedFiles({ lab, tree }: ShownLab): SearchedFile[] {
  const objects = new Map(
    [...objectsOf(lab)].map(({ unit, object }) => [pathOf(unit, object), `${object.kind} ${object.metadata.name}`]),
  );
  const own = [...tree.keys()].filter(
    path => path.startsWith(`${lab.cluster.name}/`) && !isGuidebook(path), // its pages are found as what they are
  );
  return own.map(path => [treeAddress(path).slice(1), objects.get(path) ?? nameOf(path), path]);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
