import { label } from "../../platform/object-identity.ts";
import type { FieldChange } from "./field-changes.ts";

/**
 * What a change does to one object, in the words of every view of it.
 * - `create`: it is new.
 * - `update`: the same object with another content.
 * - `replace`: an update of something that Kubernetes refuses to change: the sync fails until somebody deletes it.
 * - `prune`: it left git, and Argo CD deletes it.
 * - `keep`: it left git, and stays in the cluster because something says so.
 * - `orphan`: it left git together with its Application, which does not take its objects along: nobody manages it.
 * - `move`: the same object at another path, perhaps of another Application.
 *
 * A file that holds no object knows `create`, `update`, `prune` (it is gone) and `move`.
 */
export type Verb = (typeof VERBS)[number];

export const VERBS = ["create", "update", "replace", "prune", "keep", "orphan", "move"] as const;

/** One change of one object, or of one file without objects. Plain data, fit for JSON. */
export interface Change {
  readonly verb: Verb;
  /** Below `rendered/`, in a review from the root of the repository: where the object is, or, if it is gone, was. */
  readonly path: string;
  /**
   * Where it was before, if that was another path: always for a `move`, perhaps for a `replace`. The same path, if it
   * stayed there and another Application deploys it now.
   */
  readonly from?: string;
  /** First segment of the path; "" for a file that lies in no folder. */
  readonly cluster: string;
  /** The Application whose folder it lies in, or which it declares itself; for other files the second segment. */
  readonly unit: string;
  /** Absent for a file that holds no object, or whose objects cannot be told apart. */
  readonly object?: ObjectName;
  /** What differs, by path; empty for what came or went, and where nothing does. */
  readonly fields: readonly FieldChange[];
  /** Lists whose elements are known by key and changed their order; absent if there are none. */
  readonly reordered?: readonly string[];
  /** For `replace`: the fields that Kubernetes refuses to change, such as `spec.selector`. */
  readonly immutable?: readonly string[];
  /** One clause: why this verb, where the verb does not say it all. */
  readonly why?: string;
}

export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** Written in the object, or that of its Application's destination; absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

/** `why` of an `update` without fields: the bytes differ, what Kubernetes reads from them does not. */
export const WRITTEN_DIFFERENTLY = "same content, written differently";

/** `why` of a change whose every field means the same on both sides (`effect`): `1000m` and `1`, a default and nothing. */
export const MEANS_THE_SAME = "same meaning, written differently";

/** `why` of a `move` within one Application: nothing of the object changes. */
export const ONLY_MOVES = "only its file moves";

/** Whether what Kubernetes reads changes, or at least may: not where only the writing or the file does. */
export function hasEffect({ why }: Change): boolean {
  return why !== WRITTEN_DIFFERENTLY && why !== MEANS_THE_SAME && why !== ONLY_MOVES;
}

/** Order of texts by code unit, the same on every machine. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of changes: by path, then by object. */
export function inOrderOfPaths(a: Change, b: Change): number {
  return inOrder(a.path, b.path) || inOrder(labelOf(a), labelOf(b)) || inOrder(a.verb, b.verb);
}

function labelOf({ object }: Change): string {
  return object === undefined ? "" : label({ kind: object.kind, metadata: object });
}
