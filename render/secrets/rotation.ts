import type { Keys } from "../../platform/secrets/origin.ts";
import { madeInPlace } from "./made-in-place.ts";
import type { Need } from "./need.ts";

/** What a rotation does to the keys of a secret. */
export interface Rotation {
  /** Those that get a new value. */
  readonly renewed: Keys;
  /** Those of which a new value would do harm, with the reason. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Sorts the keys that can be made in place by whether a new value does harm. */
export function rotationOf({ keys = {} }: Need): Rotation {
  const entries = Object.entries(madeInPlace(keys));
  const kept = entries.flatMap(([key, origin]): [string, string][] =>
    origin.from === "random" && origin.kept !== undefined ? [[key, origin.kept]] : [],
  );
  const names = new Set(kept.map(([key]) => key));
  const renewed = entries.filter(([key, { from }]) => from !== "fixed" && !names.has(key));
  return { renewed: Object.fromEntries(renewed), kept: Object.fromEntries(kept) };
}
