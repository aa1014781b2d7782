import { closest } from "fastest-levenshtein";
import { FOLDERS } from "../tree/folders.ts";
import type { Tree } from "../tree/tree.ts";
import { isOfUnit } from "../tree/unit-paths.ts";

/** The names that a tree knows. */
interface Names {
  readonly clusters: readonly string[];
  readonly units: readonly string[];
}

/**
 * The fresh tree where it is selected, the present one elsewhere.
 *
 * @param cluster only this one; undefined: all of them
 * @param units only these; empty: all of them
 * @throws {Error} that names every unknown cluster and unit, and suggests the nearest
 */
export function selectTree(
  { tree }: { readonly tree: Tree },
  present: Tree,
  cluster: string | undefined,
  units: readonly string[],
): Tree {
  if (cluster === undefined && units.length === 0) return tree;
  const names = namesOf([...tree.keys(), ...present.keys()]);
  refuseUnknown(names, cluster, units);
  const isSelected = (path: string) =>
    (cluster === undefined || path.startsWith(`${cluster}/`)) &&
    (units.length === 0 || units.some(unit => isOfUnit(path, unit)));
  return new Map([
    ...[...present].filter(([path]) => !isSelected(path)),
    ...[...tree].filter(([path]) => isSelected(path)),
  ]);
}

/** @throws {Error} that names every unknown cluster and unit, and suggests the nearest */
export function refuseUnknown(
  { clusters, units }: Names,
  cluster: string | undefined,
  wanted: readonly string[],
): void {
  const problems = [
    ...(cluster === undefined || clusters.includes(cluster) ? [] : [notFound("cluster", cluster, clusters)]),
    ...wanted.filter(name => !units.includes(name)).map(name => notFound("unit", name, units)),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** Clusters and units that have a file among these paths. */
export function namesOf(paths: readonly string[]): Names {
  const clusters = new Set<string>();
  const units = new Set<string>();
  for (const path of paths) {
    const [cluster = "", folder = "", file = ""] = path.split("/");
    clusters.add(cluster);
    const application = /^application-(.+)\.yaml$/.exec(file)?.[1];
    if (folder === "applications" && application !== undefined) units.add(application);
    else if (!(FOLDERS as readonly string[]).includes(folder)) units.add(folder);
  }
  return { clusters: [...clusters], units: [...units] };
}

/** That there is no such thing, and the nearest that there is. */
export function notFound(what: string, name: string, known: readonly string[]): string {
  const hint = known.length === 0 ? `there is no ${what} at all` : `did you mean "${closest(name, known)}"?`;
  return `Cannot find ${what} "${name}": ${hint}`;
}
