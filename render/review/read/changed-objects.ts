import type { KubeObject } from "../../../platform/kube-object.ts";
import { identity } from "../../../platform/object-identity.ts";
import { compareItems, type Item } from "../../tree/compare-items.ts";
import { BY_HAND, type Departure, type Deployers, departure } from "../../tree/departure.ts";
import { remember } from "../../tree/remember.ts";
import { type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import type { Changed } from "../situation.ts";
import type { Understanding } from "./understand.ts";

/**
 * What happens to objects that an Application deploys: those of files that differ, and those of other files that their
 * Application now deploys to another place, or another Application deploys now. Files that cannot be read on one side
 * are left to `changedFiles`: Argo CD deletes nothing of them.
 */
export function changedObjects(old: Understanding, fresh: Understanding): Changed[] {
  const paths = touchedPaths(old, fresh).filter(path => !isBroken(path, old) && !isBroken(path, fresh));
  const itemsOf = (side: Understanding) => paths.flatMap(path => items(path, side));
  return compareItems(itemsOf(old), itemsOf(fresh), departureFrom(old, fresh)).map(({ change, old, fresh }) => ({
    change,
    ...(old !== undefined && { old: old.placed }),
    ...(fresh !== undefined && { fresh: fresh.placed }),
  }));
}

interface PlacedItem extends Item {
  readonly placed: Placed;
}

function touchedPaths(old: Understanding, fresh: Understanding): string[] {
  const touched = [...old.placed.keys()].filter(path => !fresh.placed.has(path));
  for (const [path, placed] of fresh.placed) {
    const before = old.placed.get(path);
    if (before === undefined || differ(path, old, fresh) || !arePlacedAlike(before, placed)) touched.push(path);
  }
  return touched.sort();
}

/** Whether a file is another one, by content or kind. */
export function differ(
  path: string,
  { revision: { files: old } }: Understanding,
  { revision: { files } }: Understanding,
) {
  const [before, after] = [old.get(path), files.get(path)];
  if (before === after) return false;
  return before?.content !== after?.content || before?.kind !== after?.kind;
}

function arePlacedAlike(before: readonly Placed[], after: readonly Placed[]): boolean {
  if (before === after) return true;
  return (
    before.length === after.length &&
    before.every(({ key, cluster, application }, index) => {
      const other = after[index];
      return key === other?.key && cluster === other.cluster && application === other.application;
    })
  );
}

/** Whether Argo CD cannot read a file. */
export function isBroken(path: string, { revision }: Understanding): boolean {
  return revision.files.get(path)?.manifest?.faults.some(({ stops }) => stops) ?? false;
}

function items(path: string, { placed, revision }: Understanding): PlacedItem[] {
  const file = revision.files.get(path);
  const isAlone = file?.manifest?.objects.length === 1;
  return (placed.get(path) ?? []).map(placed => {
    const { key, cluster, application, namespace, object } = placed;
    const { apiVersion, kind, metadata } = object;
    const name = { apiVersion, kind, ...(namespace !== "" && { namespace }), name: metadata.name };
    return { path, object, name, key, cluster, deployer: application, isAlone, content: file?.content ?? "", placed };
  });
}

interface Place {
  readonly cluster: string;
  readonly application: string;
}

function departureFrom(old: Understanding, fresh: Understanding): (item: PlacedItem) => Departure {
  const [before, after] = [deployersOf(old), deployersOf(fresh)];
  const tools = new Map(
    [...fresh.builders.values()].map(({ cluster, application, tool }) => [inCluster(cluster, application), tool]),
  );
  const isFolder = remember((folder: string) => {
    const start = folder === "" ? "" : `${folder}/`;
    return fresh.revision.files.keys().some(path => path.startsWith(start));
  });
  return ({ path, placed: { object, cluster, application } }) => {
    if (application === "") return BY_HAND;
    const [was, is] = [before, after].map(side => side.deployer({ cluster, application })?.destination);
    if (was !== undefined && is !== undefined && was !== is)
      return { verb: "orphan", why: `Application "${application}" deploys to another cluster, and leaves it` };
    if (outlives({ cluster, application }, before, after)) {
      const stays = `Application "${application}" left git, but stays`;
      if (holds(fresh, path, object)) return { verb: "keep", why: `${stays}, and still deploys it` };
      const { folders = [] } = before.deployer({ cluster, application }) ?? {};
      if (!folders.every(isFolder)) return { verb: "keep", why: `${stays}, and fails, for its folder is gone` };
    }
    const missing = fresh.missing.get(inCluster(cluster, application));
    if (missing !== undefined)
      return { verb: "keep", why: `Application "${application}" fails, for its path "${missing}" is gone` };
    const tool = tools.get(inCluster(cluster, application));
    const left = departure(object, { cluster, application }, before, after);
    if (tool === undefined || left.verb !== "prune") return left;
    return {
      verb: "prune",
      why: `perhaps: Application "${application}" is now built with ${tool}, which is not done here`,
    };
  };
}

/** Whether an Application left git, and nothing deletes it: it syncs on as it was. */
function outlives(place: Place, before: Deployers<Place>, after: Deployers<Place>): boolean {
  const gone = before.deployer(place);
  if (gone === undefined || after.deployer(place) !== undefined) return false;
  const above = before.placeOf(gone, place);
  return above === undefined || departure(gone.object, above, before, after).verb !== "prune";
}

function holds({ revision }: Understanding, path: string, object: KubeObject): boolean {
  const name = identity(object);
  return revision.files.get(path)?.manifest?.objects.some(other => identity(other) === name) ?? false;
}

interface DesiredDeployers extends Deployers<Place> {
  deployer(place: Place): DesiredApplication | undefined;
}

function deployersOf({ desired: { applications } }: Understanding): DesiredDeployers {
  return {
    deployer: ({ cluster, application }) => applications.get(inCluster(cluster, application)),
    placeOf: ({ name }, { cluster }) => {
      const parent = applications.get(inCluster(cluster, name))?.parent ?? "";
      return parent === "" ? undefined : { cluster, application: parent };
    },
    nameOf: ({ application }) => application,
  };
}
