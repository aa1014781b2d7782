import { compare } from "../../tree/compare.ts";
import type { Danger } from "../dangers/danger.ts";
import { findDangers } from "../dangers/find-dangers.ts";
import type { Desired } from "../desired.ts";

/** The same as `seen`, of a change between files that hold no objects, by their path below `rendered/`. */
export function seenInFiles(danger: Danger, before: Record<string, string>, after: Record<string, string>): string[] {
  const changes = compare(new Map(Object.entries(before)), new Map(Object.entries(after))).map(change => ({ change }));
  return findDangers({ before: NOTHING, after: NOTHING, changes }, [danger]).map(
    ({ level, what }) => `${level}: ${what}`,
  );
}

const NOTHING: Desired = { applications: new Map(), projects: new Map(), objects: [], byKey: new Map() };
