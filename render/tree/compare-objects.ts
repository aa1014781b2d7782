import { isClusterScoped } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity, namespaceOf } from "../../platform/object-identity.ts";
import { isApplication, managerOf } from "./applications.ts";
import { type Change, type ObjectName, WRITTEN_DIFFERENTLY } from "./change.ts";
import { type Side, segments } from "./compare-side.ts";
import { departure } from "./departure.ts";
import { differences } from "./field-changes.ts";
import { immutableFields } from "./immutable-fields.ts";
import { pairUp } from "./pair-up.ts";

/** What happens to the objects of these files. What neither changed nor moved is not mentioned, if its file holds others. */
export function compareObjects(paths: readonly string[], old: Side, fresh: Side): Change[] {
  const items = (side: Side) => paths.flatMap(path => itemsOf(side, path));
  const { pairs, gone, added } = pairUp(items(old), items(fresh), item => item.key);
  return [
    ...pairs.flatMap(([before, after]) => changeOf(before, after, old, fresh)),
    ...gone.map(item =>
      change(item, departure(item.object, segments(item.path), old.applications, fresh.applications)),
    ),
    ...added.map(item => change(item, { verb: "create" })),
  ];
}

interface Item {
  readonly path: string;
  readonly object: KubeObject;
  readonly name: ObjectName;
  /** Cluster and identity. */
  readonly key: string;
  /** Whether its file holds nothing else. */
  readonly isAlone: boolean;
}

function itemsOf(side: Side, path: string): Item[] {
  const reading = side.read(path);
  if (reading === undefined || !("objects" in reading)) return [];
  const { cluster, folder } = segments(path);
  return reading.objects.map(object => {
    const fallback = needsNamespace(object) ? (managerOf(side.applications, cluster, folder)?.namespace ?? "") : "";
    const key = `${cluster}/${identity(object, fallback)}`;
    return { path, object, key, name: nameOf(object, fallback), isAlone: reading.objects.length === 1 };
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

/** The same object on both sides; nothing if neither it nor its place changed and its file holds others that may have. */
function changeOf(before: Item, after: Item, old: Side, fresh: Side): Change[] {
  const { fields, reordered } = differences(before.object, after.object);
  const immutable = immutableFields(before.object, after.object);
  const hasMoved = before.path !== after.path;
  const from = hasMoved ? { from: before.path } : {};
  const order = reordered.length > 0 ? { reordered } : {};

  if (immutable.length > 0) {
    const why = `Kubernetes refuses to change ${immutable.join(", ")} of what exists`;
    return [change(after, { verb: "replace", ...from, fields, ...order, immutable, why })];
  }
  const verb = hasMoved ? "move" : "update";
  if (fields.length > 0) return [change(after, { verb, ...from, fields, ...order })];
  if (reordered.length > 0) {
    return [change(after, { verb, ...from, ...order, why: `same content, other order of ${reordered.join(", ")}` })];
  }
  const isSplit = !before.isAlone || !after.isAlone;
  if (isSplit) return hasMoved ? [change(after, { verb, ...from })] : [];
  const isSameText = old.tree.get(before.path) === fresh.tree.get(after.path);
  return [change(after, { verb, ...from, ...(isSameText ? {} : { why: WRITTEN_DIFFERENTLY }) })];
}

type Outcome = Pick<Change, "verb"> & Partial<Change>;

function change(item: Item, outcome: Outcome): Change {
  const { cluster, folder } = segments(item.path);
  const unit = isApplication(item.object) ? item.object.metadata.name : folder;
  return { path: item.path, cluster, unit, object: item.name, fields: [], ...outcome };
}
