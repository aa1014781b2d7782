import { objectsOf } from "../checks/rule.ts";
import type { SearchedFile } from "../guidebook/site/search-data.ts";
import { pathOf } from "../tree/lay-out.ts";
import type { ShownLab } from "./follow-lab.ts";
import { treeAddress } from "./tree-page.ts";

/** Objects of a lab, and its files that hold none, as search finds them. */
export function searchedFiles({ lab, tree }: ShownLab): SearchedFile[] {
  const objects = new Map(
    [...objectsOf(lab)].map(({ unit, object }) => [pathOf(unit, object), `${object.kind} ${object.metadata.name}`]),
  );
  const own = [...tree.keys()].filter(
    path => path.startsWith(`${lab.cluster.name}/`) && !isOfGuidebook(lab.cluster.name, path),
  );
  return own.map(path => [treeAddress(path).slice(1), objects.get(path) ?? nameOf(path), path]);
}

/** Its pages are found as what they are. */
function isOfGuidebook(cluster: string, path: string): boolean {
  return path.startsWith(`${cluster}/guidebook/`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
