import type { Lab } from "../../../checks/rule.ts";

/** A way by which one app, or a sandbox, can hurt another that it has nothing to do with. One file each. */
export interface Coupling {
  /** Name of its file, such as `same-node`. */
  readonly name: string;
  /** What is shared, as a heading: `The same nodes`. */
  readonly title: string;
  /** How one hurts the other through it. */
  readonly explanation: string;
  /** What a person can do to be further apart. */
  readonly remedy: string;
  /** Where it is so; nothing where fewer than two share. Linear in the objects of a lab. */
  readonly find: (lab: Lab) => readonly Shared[];
}

/** One thing that several share. */
export interface Shared {
  readonly what: string;
  /** Who shares it, as identifiers of things; two or more. */
  readonly by: readonly string[];
  /** What keeps the harm small; empty: nothing does. */
  readonly limits: readonly string[];
}

/** What is shared, or nothing where it has fewer than two users. */
export function sharedBy(what: string, users: Iterable<string>, limits: readonly string[]): Shared[] {
  const by = [...new Set(users)];
  return by.length < 2 ? [] : [{ what, by, limits }];
}
