import { seeded } from "../../../testing/seeded.ts";

/** Choices that look random, and are the same on every run. */
export interface Chance {
  below(limit: number): number;
  /** @throws {Error} if there is nothing to pick from */
  pick<T>(from: readonly T[]): T;
}

export function chance(seed: number): Chance {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    pick(from) {
      if (from.length === 0) throw new Error("nothing to pick from: the tree has nothing that this mutator is for");
      return from[below(from.length)] as (typeof from)[number];
    },
  };
}
