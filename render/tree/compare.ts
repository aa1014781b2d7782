import { isClusterScoped } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity, label, namespaceOf } from "../../platform/object-identity.ts";
import { type Applications, applicationsOf, isApplication, managerOf } from "./applications.ts";
import { type Change, inOrder, type ObjectName, WRITTEN_DIFFERENTLY } from "./change.ts";
import { departure } from "./departure.ts";
import { differences } from "./field-changes.ts";
import { FOLDERS } from "./folders.ts";
import { immutableFields } from "./immutable-fields.ts";
import { pairUp } from "./pair-up.ts";
import { type Reading, readObjects } from "./read-objects.ts";
import { remember } from "./remember.ts";
import type { Tree } from "./tree.ts";

/**
 * What it means for the cluster to go from one tree to another: the one vocabulary that drift, diff, neutrality, watch
 * and review speak (`change.ts` defines it). Pure, and sorted by path; equal trees give an empty list.
 *
 * Only files whose text differs are parsed, and beside them the Applications that decide about what left git. So every
 * file whose bytes differ appears as the `path` or `from` of some change, and no other file does: an object in an
 * unchanged file counts as unchanged even if its Application now deploys it to another namespace, and an object that
 * two files hold counts as two.
 *
 * A file that holds no objects (`hosts/`, `tofu/`, `guidebook/`, other endings than .yaml, .yml and .json), or that was
 * or has become unreadable as objects, is compared as a file.
 */
export function compare(before: Tree, after: Tree): Change[] {
  const paths = differingPaths(before, after);
  if (paths.length === 0) return [];

  const read = remember(readObjects);
  const [old, fresh] = [openSide(before, read), openSide(after, read)];
  const [files, manifests] = partition(paths, path => holdsNoObjects(old, path) || holdsNoObjects(fresh, path));
  const changes = [...compareObjects(manifests, old, fresh), ...compareFiles(files, old, fresh)];
  return [...changes, ...unmentioned(manifests, changes, old, fresh)].sort(inOrderOfPaths);
}

function differingPaths(before: Tree, after: Tree): string[] {
  const paths: string[] = [];
  for (const [path, text] of after) if (before.get(path) !== text) paths.push(path);
  for (const path of before.keys()) if (!after.has(path)) paths.push(path);
  return paths.sort();
}

/** One of the two trees, with what was understood of it so far. */
interface Side {
  readonly tree: Tree;
  readonly applications: Applications;
  /** Objects of a file; undefined if there is no such file. */
  read(path: string): Reading | undefined;
}

function openSide(tree: Tree, read: (text: string) => Reading): Side {
  return {
    tree,
    applications: applicationsOf(tree, read),
    read(path) {
      const text = tree.get(path);
      return text === undefined ? undefined : isManifest(path) ? read(text) : PLAIN;
    },
  };
}

/** What the Application of a file deploys, or would if it were readable. */
function isManifest(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path) && !PLAIN_FOLDERS.includes(segments(path).folder);
}

const PLAIN_FOLDERS: readonly string[] = FOLDERS.filter(folder => folder !== "applications");
const PLAIN: Reading = { unreadable: "" };

function holdsNoObjects(side: Side, path: string): boolean {
  const reading = side.read(path);
  return reading !== undefined && "unreadable" in reading;
}

// Objects

interface Item {
  readonly path: string;
  readonly object: KubeObject;
  readonly name: ObjectName;
  /** Cluster and identity. */
  readonly key: string;
  /** Whether its file holds nothing else. */
  readonly isAlone: boolean;
}

function compareObjects(paths: readonly string[], old: Side, fresh: Side): Change[] {
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

// Files

function compareFiles(paths: readonly string[], old: Side, fresh: Side): Change[] {
  const files = ({ tree }: Side) => paths.filter(path => tree.has(path)).map(path => ({ path, text: tree.get(path) }));
  const stayed = files(fresh).filter(({ path }) => old.tree.has(path));
  const left = files(old).filter(({ path }) => !fresh.tree.has(path));
  const came = files(fresh).filter(({ path }) => !old.tree.has(path));
  const { pairs, gone, added } = pairUp(left, came, ({ path, text }) => `${segments(path).cluster}\n${text}`);
  return [
    ...stayed.map(({ path }) => fileChange(path, { verb: "update", ...reasonOf(path, old, fresh) })),
    ...pairs.map(([before, after]) => fileChange(after.path, { verb: "move", from: before.path })),
    ...gone.map(({ path }) => fileChange(path, { verb: "prune", ...reasonOf(path, old, fresh) })),
    ...added.map(({ path }) => fileChange(path, { verb: "create", ...reasonOf(path, old, fresh) })),
  ];
}

function fileChange(path: string, outcome: Outcome): Change {
  const { cluster, folder } = segments(path);
  return { path, cluster, unit: folder, fields: [], ...outcome };
}

/** Why a manifest is compared as a mere file. */
function reasonOf(path: string, old: Side, fresh: Side): Pick<Change, "why"> {
  const reading = [fresh.read(path), old.read(path)].find(side => side !== undefined && "unreadable" in side);
  if (reading === undefined || reading === PLAIN || !("unreadable" in reading)) return {};
  const when = fresh.read(path) === reading ? "cannot be read" : "could not be read before";
  return { why: `${when} as objects: ${reading.unreadable}` };
}

/** Files of objects of which nothing was said: none of their objects changed, or they hold none. */
function unmentioned(paths: readonly string[], changes: readonly Change[], old: Side, fresh: Side): Change[] {
  const mentioned = new Set(changes.flatMap(({ path, from }) => [path, from]));
  return paths
    .filter(path => !mentioned.has(path))
    .map(path => {
      if (!old.tree.has(path)) return fileChange(path, { verb: "create" });
      if (!fresh.tree.has(path)) return fileChange(path, { verb: "prune" });
      return fileChange(path, { verb: "update", why: WRITTEN_DIFFERENTLY });
    });
}

// Both

function segments(path: string): { readonly cluster: string; readonly folder: string } {
  const [cluster = "", folder = ""] = path.split("/").slice(0, -1);
  return { cluster, folder };
}

function inOrderOfPaths(a: Change, b: Change): number {
  return inOrder(a.path, b.path) || inOrder(labelOf(a), labelOf(b)) || inOrder(a.verb, b.verb);
}

function labelOf({ object }: Change): string {
  return object === undefined ? "" : label({ kind: object.kind, metadata: object });
}

function partition<T>(all: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter(item => !isFirst(item))];
}
