import { identity } from "../../../platform/object-identity.ts";
import type { Change } from "../../tree/change.ts";
import { compareFiles, type Files, unmentioned } from "../../tree/compare-files.ts";
import { compareItems, type Item } from "../../tree/compare-items.ts";
import { FOLDERS } from "../../tree/folders.ts";
import type { Changed } from "../situation.ts";
import { differ, isBroken } from "./changed-objects.ts";
import { ancestors, folderOf } from "./folder-index.ts";
import type { Found } from "./trouble.ts";
import type { Understanding } from "./understand.ts";

/**
 * What differs in files beside the objects that Applications deploy: files that cannot be read or hold no object, what a
 * tool builds objects from, hosts and variables of a cluster, and objects that no Application deploys. Other files, such
 * as sources and their documentation, mean nothing to a cluster and are not mentioned.
 *
 * @param mentioned paths of which changes of objects speak
 */
export function changedFiles(
  old: Understanding,
  fresh: Understanding,
  mentioned: ReadonlySet<string>,
): { readonly changes: readonly Changed[]; readonly troubles: { readonly before: Found[]; readonly after: Found[] } } {
  const troubled = new Set([...old.troubles, ...fresh.troubles].map(({ path }) => path));
  const sorted = Map.groupBy(differingPaths(old, fresh), path => {
    if (mentioned.has(path)) return "said";
    const kind = kindOf(path, old, fresh);
    return kind === "none" && troubled.has(path) ? "file" : kind;
  });
  const of = (kind: ReturnType<typeof kindOf>) => sorted.get(kind) ?? [];
  const [before, after] = [filesOf(old), filesOf(fresh)];
  const changes = [
    ...compareFiles(of("file"), before, after),
    ...unmentioned(of("manifest"), [], before, after),
    ...looseChanges(of("loose"), old, fresh),
  ];
  const isLoose = (path: string, side: Understanding) =>
    side.revision.files.has(path) && builderOf(path, side) === undefined;
  const loose = (side: Understanding): Found[] =>
    of("loose")
      .filter(path => isLoose(path, side))
      .map(path => ({ path, what: side.doubtOf(path) ?? UNDEPLOYED }));
  return {
    changes: changes.map(change => ({ change: explained(change, old, fresh) })),
    troubles: { before: loose(old), after: loose(fresh) },
  };
}

function differingPaths(old: Understanding, fresh: Understanding): string[] {
  const paths = new Set([...old.revision.files.keys(), ...fresh.revision.files.keys()]);
  return [...paths].filter(path => differ(path, old, fresh)).sort();
}

/**
 * - `file`: compared by its content.
 * - `manifest`: deployed, but nothing of it is an object that changed.
 * - `loose`: holds objects that no Application deploys as they are.
 * - `none`: means nothing to a cluster.
 */
function kindOf(
  path: string,
  old: Understanding,
  fresh: Understanding,
): "file" | "manifest" | "loose" | "none" | "said" {
  const sides = [old, fresh];
  const holdsObjects = sides.some(side => (side.revision.files.get(path)?.manifest?.objects.length ?? 0) > 0);
  const isDeployed = sides.some(side => side.deployersOf(path).length > 0);
  if (isDeployed || (holdsObjects && !sides.some(side => isPlain(path, side)))) {
    if (sides.some(side => isBroken(path, side))) return "file";
    return isDeployed ? "manifest" : sides.some(side => side.placed.has(path)) ? "manifest" : "loose";
  }
  return sides.some(side => mattersTo(path, side)) && !sides.some(side => isGuidebook(path, side)) ? "file" : "none";
}

/** Whether a file that holds no object may still mean something to a cluster, a host or a stack. */
function mattersTo(path: string, side: Understanding): boolean {
  const isKnown = baseOf(path, side) !== undefined || builderOf(path, side) !== undefined;
  return isKnown || (side.revision.files.has(path) && side.doubtOf(path) !== undefined);
}

/** Whether it lies in a folder of a cluster that holds no objects: hosts, variables, guidebook. */
function isPlain(path: string, side: Understanding): boolean {
  return PLAIN_FOLDERS.has(clusterFolderOf(path, side));
}

/** What a cluster is told by nobody: the review tells of its pages apart. */
function isGuidebook(path: string, side: Understanding): boolean {
  return clusterFolderOf(path, side) === "guidebook";
}

/** The folder of a cluster that a file lies in: `hosts`, `erp`; "" outside of every cluster. */
function clusterFolderOf(path: string, side: Understanding): string {
  const base = baseOf(path, side);
  return base === undefined ? "" : (path.slice(base.length + 1).split("/", 1)[0] ?? "");
}

const PLAIN_FOLDERS: ReadonlySet<string> = new Set(FOLDERS.filter(folder => folder !== "applications"));

function baseOf(path: string, { bases }: Understanding): string | undefined {
  return ancestors(path).find(folder => bases.has(folder));
}

/** The Application that builds its objects from this file, or from a folder around it. */
function builderOf(path: string, { builders }: Understanding) {
  const nearest = [path, ...ancestors(path)].find(place => builders.has(place));
  return nearest === undefined ? undefined : builders.get(nearest);
}

function filesOf(side: Understanding): Files {
  const { files } = side.revision;
  return {
    contentOf: path => files.get(path)?.content,
    variablesOf: path => files.get(path)?.variables,
    faultOf: path => faultOf(path, side),
    placeOf: path => placeOf(path, side),
  };
}

/** Nothing is wrong with a file that is not meant to hold objects as it is. */
function faultOf(path: string, side: Understanding): string | undefined {
  const isPerhapsBuilt = builderOf(path, side) !== undefined || side.doubtOf(path) !== undefined;
  const isMeant = side.deployersOf(path).length > 0 || (!isPerhapsBuilt && !isPlain(path, side));
  return isMeant ? side.revision.files.get(path)?.manifest?.faults.find(({ stops }) => stops)?.what : undefined;
}

function placeOf(path: string, side: Understanding): Pick<Change, "cluster" | "unit"> {
  const [deployer = builderOf(path, side)] = side.deployersOf(path);
  if (deployer !== undefined) return { cluster: deployer.cluster, unit: deployer.application };
  const base = baseOf(path, side);
  if (base === undefined) return { cluster: "", unit: folderOf(path) };
  const [unit = "", ...rest] = path.slice(base.length + 1).split("/");
  return { cluster: base.slice(base.lastIndexOf("/") + 1), unit: rest.length > 0 ? unit : "" };
}

/** Objects of files that no Application deploys as they are, compared all the same. */
function looseChanges(paths: readonly string[], old: Understanding, fresh: Understanding): Change[] {
  const itemsOf = (side: Understanding) => paths.flatMap(path => looseItems(path, side));
  const changes = compareItems(itemsOf(old), itemsOf(fresh), () => ({ verb: "prune" })).map(({ change }) => change);
  return [...changes, ...unmentioned(paths, changes, filesOf(old), filesOf(fresh))];
}

function looseItems(path: string, side: Understanding): Item[] {
  const file = side.revision.files.get(path);
  const objects = file?.manifest?.objects ?? [];
  const { cluster, unit } = placeOf(path, side);
  return objects.map(object => {
    const { apiVersion, kind, metadata } = object;
    const { namespace = "" } = metadata;
    const name = { apiVersion, kind, ...(namespace !== "" && { namespace }), name: metadata.name };
    const key = `${cluster}/${identity(object)}`;
    return {
      path,
      object,
      name,
      key,
      cluster,
      deployer: unit,
      isAlone: objects.length === 1,
      content: file?.content ?? "",
    };
  });
}

/** Says of a change in what no Application deploys as it is why that is no forecast. */
function explained(change: Change, old: Understanding, fresh: Understanding): Change {
  const why = [fresh, old].map(side => reasonOf(change.path, side)).find(reason => reason !== undefined);
  return why === undefined ? change : { ...change, why: change.why === undefined ? why : `${why}; ${change.why}` };
}

function reasonOf(path: string, side: Understanding): string | undefined {
  const file = side.revision.files.get(path);
  if (file === undefined) return undefined;
  if (side.deployersOf(path).length > 0) return ignored(file.manifest?.ignored);
  const builder = builderOf(path, side);
  if (builder !== undefined)
    return `Application "${builder.application}" builds from it with ${builder.tool}, which is not done here`;
  if (isPlain(path, side) || side.placed.has(path)) return undefined;
  return side.doubtOf(path) ?? ((file.manifest?.objects.length ?? 0) > 0 ? UNDEPLOYED : undefined);
}

const UNDEPLOYED = "no Application deploys it";

function ignored(reason: "marked" | "unrelated" | undefined): string | undefined {
  if (reason === undefined) return undefined;
  return reason === "marked"
    ? "Argo CD passes over it, for it is marked with +argocd:skip-file-rendering"
    : "Argo CD finds no object in it";
}
