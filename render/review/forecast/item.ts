import { type Change, inOrder, type ObjectName } from "../../tree/change.ts";
import { immutableFields } from "../../tree/immutable-fields.ts";
import { objectDifferences } from "../../tree/object-differences.ts";
import type { Placed } from "../desired.ts";

/** An object that Argo CD meets when it goes about one Application. */
export interface Item {
  readonly change: Change;
  /** As the cluster has it. */
  readonly old?: Placed;
  /** As this Application wants it. */
  readonly fresh?: Placed;
  /** Key of the Application that had it so far, where that is another one. */
  readonly giver?: string;
  /** Key of the Application that has it from now on, where that is another one. */
  readonly taker?: string;
  /** No file about it changed; its Application, or what that depends on, did. */
  readonly isImplied?: true;
}

/** An item about an object whose file says the same before and after. */
export function implied(old: Placed | undefined, fresh: Placed | undefined): Item {
  const placed = fresh ?? old;
  if (placed === undefined) throw new Error("an item about nothing: this is a bug in render/review/forecast");
  const { path, cluster, application: unit } = placed;
  const named: Change = { verb: "update", path, cluster, unit, object: nameOf(placed), fields: [], why: UNTOUCHED };
  const change = old && fresh ? compared(old, fresh, named) : { ...named, verb: verbOf(old) };
  return { change, isImplied: true, ...(old && { old }), ...(fresh && { fresh }) };
}

const UNTOUCHED = "its file does not change";

function verbOf(old: Placed | undefined): Change["verb"] {
  return old === undefined ? "create" : "prune";
}

/** A file that says the same at the same path holds the same; at another path it is another file. */
function compared(old: Placed, fresh: Placed, named: Change): Change {
  if (old.path === fresh.path) return named;
  const immutable = immutableFields(old.object, fresh.object);
  const verb = immutable.length > 0 ? "replace" : "move";
  const { fields } = objectDifferences(old.object, fresh.object);
  return { ...named, verb, from: old.path, fields, ...(immutable.length > 0 && { immutable }) };
}

function nameOf({ object, namespace }: Placed): ObjectName {
  const { apiVersion, kind, metadata } = object;
  return { apiVersion, kind, ...(namespace !== "" && { namespace }), name: metadata.name };
}

/** By what they are about, for a list that is the same in every run. */
export function inOrderOfItems(a: Item, b: Item): number {
  return inOrder(a.change.path, b.change.path) || inOrder(keyOf(a), keyOf(b));
}

function keyOf({ old, fresh }: Item): string {
  return (fresh ?? old)?.key ?? "";
}
