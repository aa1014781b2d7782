import type { Verb } from "../../../tree/change.ts";

/** One edit of a tree, and what it is to be seen as. The mutator knows, for it knows what it did. */
export interface Mutation {
  /** Texts that differ, by path from the root of the repository; null for a file that is gone. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Sorted by path. */
  readonly expected: readonly Expected[];
}

export interface Expected {
  readonly verb: Verb;
  readonly path: string;
  readonly from?: string;
  /** `Deployment/erp`; absent for a file without objects. */
  readonly object?: string;
  /** Paths of fields that mean something else now, sorted. */
  readonly fields: readonly string[];
  /** Paths of fields that mean the same as before, sorted. */
  readonly quiet: readonly string[];
  readonly reordered: readonly string[];
  /** Whether anything but the writing, or the place of the file, changes. */
  readonly hasEffect: boolean;
  /** What the one field holds now; absent where that goes without saying. */
  readonly now?: unknown;
}

/** An expectation from what is not usual in it. */
export function expect(expected: Pick<Expected, "verb" | "path"> & Partial<Expected>): Expected {
  return { fields: [], quiet: [], reordered: [], hasEffect: true, ...expected };
}
