import type { KubeObject } from "../../platform/kube-object.ts";
import { isApplication } from "./applications.ts";
import { type Change, MEANS_THE_SAME, type ObjectName, ONLY_MOVES, WRITTEN_DIFFERENTLY } from "./change.ts";
import type { Departure } from "./departure.ts";
import type { Differences } from "./field-changes.ts";
import { immutableFields } from "./immutable-fields.ts";
import { haveEffect, objectDifferences } from "./object-differences.ts";
import { pairInTurn } from "./pair-up.ts";

/** An object of one side, and where it stands. */
export interface Item {
  readonly path: string;
  readonly object: KubeObject;
  readonly name: ObjectName;
  /** Cluster and identity. */
  readonly key: string;
  readonly cluster: string;
  /** Who deploys it: its Application, or the folder that stands for one. */
  readonly deployer: string;
  /** Whether its file holds nothing else. */
  readonly isAlone: boolean;
  /** What tells the content of its file from others: the text, or a digest. */
  readonly content: string;
}

/** A change, with the object that it is about. */
export interface ItemChange<T> {
  readonly change: Change;
  readonly old?: T;
  readonly fresh?: T;
}

/**
 * What happens to these objects. What neither changed nor moved is not mentioned, if its file holds others.
 *
 * @param depart what becomes of one that left git
 */
export function compareItems<T extends Item>(
  old: readonly T[],
  fresh: readonly T[],
  depart: (item: T) => Departure,
): ItemChange<T>[] {
  const { pairs, gone, added } = pairInTurn(old, fresh, [
    ({ deployer, path, key }) => `${deployer}\n${path}\n${key}`,
    ({ path, key }) => `${path}\n${key}`,
    ({ deployer, key }) => `${deployer}\n${key}`,
    ({ key }) => key,
  ]);
  return [
    ...pairs.flatMap(([before, after]) =>
      changeOf(before, after).map(change => ({ change, old: before, fresh: after })),
    ),
    ...gone.map(item => ({ change: change(item, depart(item)), old: item })),
    ...added.map(item => ({ change: change(item, { verb: "create" }), fresh: item })),
  ];
}

/** The same object on both sides; nothing if neither it nor its place changed and its file holds others that may have. */
function changeOf(before: Item, after: Item): Change[] {
  const { fields, reordered } =
    before.object === after.object ? UNCHANGED : objectDifferences(before.object, after.object);
  const immutable = before.object === after.object ? [] : immutableFields(before.object, after.object);
  const hasMoved = before.path !== after.path || before.deployer !== after.deployer;
  const from = hasMoved ? { from: before.path } : {};
  const order = reordered.length > 0 ? { reordered } : {};

  if (immutable.length > 0) {
    const why = `Kubernetes refuses to change ${immutable.join(", ")} of what exists`;
    return [change(after, { verb: "replace", ...from, fields, ...order, immutable, why })];
  }
  const verb = hasMoved ? "move" : "update";
  if (fields.length > 0)
    return [change(after, { verb, ...from, fields, ...order, ...reasonOf(before, after, { fields, reordered }) })];
  if (reordered.length > 0) {
    return [change(after, { verb, ...from, ...order, why: `same content, other order of ${reordered.join(", ")}` })];
  }
  const isSplit = !before.isAlone || !after.isAlone;
  const isWrittenAlike = isSplit || before.content === after.content;
  if (isWrittenAlike && !hasMoved) return [];
  if (before.deployer !== after.deployer) return [change(after, { verb, ...from })];
  return [change(after, { verb, ...from, why: isWrittenAlike ? ONLY_MOVES : WRITTEN_DIFFERENTLY })];
}

/** What is worth saying of fields as a whole. */
function reasonOf(before: Item, after: Item, found: Differences): Pick<Change, "why"> {
  if (!haveEffect(found)) return before.deployer === after.deployer ? { why: MEANS_THE_SAME } : {};
  const [old, fresh] = [before.object.apiVersion, after.object.apiVersion];
  return old === fresh ? {} : { why: `now written in version ${fresh} of its API, before in ${old}` };
}

const UNCHANGED: Differences = { fields: [], reordered: [] };

type Outcome = Pick<Change, "verb"> & Partial<Change>;

function change({ path, cluster, deployer, object, name }: Item, outcome: Outcome): Change {
  const unit = isApplication(object) ? object.metadata.name : deployer;
  return { path, cluster, unit, object: name, fields: [], ...outcome };
}
