import type { Tree } from "./tree.ts";

/** One file that is not as a fresh render has it. */
export interface Drift {
  /** Below `rendered/`, such as `arcodange/erp/service-erp.yaml`. */
  readonly path: string;
  /** `edited`: its text differs; `stale`: on disk, but not rendered; `missing`: rendered, but not on disk. */
  readonly kind: "edited" | "stale" | "missing";
}

/**
 * How the tree on disk differs from a fresh render, sorted by path; empty when they are equal.
 *
 * @see platform/decisions/0001-render-in-the-same-commit.md
 */
export function drift(committed: Tree, fresh: Tree): Drift[] {
  return [...new Set([...committed.keys(), ...fresh.keys()])]
    .filter(path => committed.get(path) !== fresh.get(path))
    .sort()
    .map(path => ({ path, kind: kindOf(committed.get(path), fresh.get(path)) }));
}

function kindOf(committed: string | undefined, fresh: string | undefined): Drift["kind"] {
  if (committed === undefined) return "missing";
  return fresh === undefined ? "stale" : "edited";
}
