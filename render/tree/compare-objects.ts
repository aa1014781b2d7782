import { isClusterScoped } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity, namespaceOf } from "../../platform/object-identity.ts";
import { managerOf } from "./applications.ts";
import type { Change, ObjectName } from "./change.ts";
import { compareItems, type Item } from "./compare-items.ts";
import { type Side, segments } from "./compare-side.ts";
import { departure, folderDeployers } from "./departure.ts";

/** What happens to the objects of these files. What neither changed nor moved is not mentioned, if its file holds others. */
export function compareObjects(paths: readonly string[], old: Side, fresh: Side): Change[] {
  const items = (side: Side) => paths.flatMap(path => itemsOf(side, path));
  const [before, after] = [folderDeployers(old.applications), folderDeployers(fresh.applications)];
  return compareItems(items(old), items(fresh), ({ object, path }) =>
    departure(object, segments(path), before, after),
  ).map(({ change }) => change);
}

function itemsOf(side: Side, path: string): Item[] {
  const reading = side.read(path);
  if (reading === undefined || !("objects" in reading)) return [];
  const { cluster, folder } = segments(path);
  const { objects } = reading;
  return objects.map(object => {
    const fallback = needsNamespace(object) ? (managerOf(side.applications, cluster, folder)?.namespace ?? "") : "";
    const key = `${cluster}/${identity(object, fallback)}`;
    const [name, isAlone, content] = [nameOf(object, fallback), objects.length === 1, side.tree.get(path) ?? ""];
    return { path, object, key, name, cluster, deployer: folder, isAlone, content };
  });
}

function needsNamespace(object: KubeObject): boolean {
  return !isClusterScoped(object) && namespaceOf(object) === "";
}

function nameOf(object: KubeObject, fallback: string): ObjectName {
  const { apiVersion, kind, metadata } = object;
  const namespace = namespaceOf(object, fallback);
  return { apiVersion, kind, ...(namespace === "" ? {} : { namespace }), name: metadata.name };
}
