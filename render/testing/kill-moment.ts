import { drift } from "../tree/drift.ts";
import type { Tree } from "../tree/tree.ts";

/**
 * When a writer was killed, by what it left: before the first write, after the last, or between the two, when something
 * was written already and something not yet.
 */
export function killMoment(left: Tree, source: Tree, target: Tree): "untouched" | "between" | "complete" {
  if (drift(left, source).length === 0) return "untouched";
  return drift(left, target).length === 0 ? "complete" : "between";
}
