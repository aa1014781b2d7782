import type { Desired, Placed } from "../desired.ts";
import type { Changed, Situation } from "../situation.ts";

/**
 * How much a danger weighs.
 * - `stop`: data may be lost, or somebody locked out: `lab review` ends with exit code 3.
 * - `warn`: something will fail or is less safe: a reader must have seen it.
 * - `note`: worth knowing.
 */
export type Level = (typeof LEVELS)[number];

export const LEVELS = ["stop", "warn", "note"] as const;

/** One kind of danger: one file, which exports it, and one line in `index.ts`. */
export type Danger = {
  /** Name of its file, such as `volume-claim-removed`. */
  readonly id: string;
  readonly level: Level;
  /** One sentence: what happens, and why that hurts. */
  readonly explanation: string;
  /** One sentence: what to do instead, or first. */
  readonly remedy: string;
} & Look;

/**
 * What it looks at.
 * - `change`: one change; what is seen is introduced by it, always.
 * - `object`: an object that the change touches, as it was and as it will be; what only one of both shows is introduced
 *   or fixed, what both show was already there.
 * - `whole`: everything, before and after, and attributed in the same way; keep it linear.
 * - `situation`: both sides at once, where only their difference tells; introduced, always, and linear too.
 */
export type Look =
  | { readonly change: (changed: Changed, situation: Situation) => readonly Sight[] }
  | { readonly object: (placed: Placed, desired: Desired) => readonly Sight[] }
  | { readonly whole: (desired: Desired) => readonly Sight[] }
  | { readonly situation: (situation: Situation) => readonly Sight[] };

/** Where a danger was seen. */
export interface Sight {
  /** One clause that says what exactly: `container "erp" runs as root`. It tells sights of one object apart. */
  readonly what: string;
  /** Path as in a field change, where there is one: `spec.template.spec.hostNetwork`. */
  readonly field?: string;
  /** The object it is about; absent, it is the one that was looked at. Required of what looks at more than one. */
  readonly about?: Placed;
  /** Where this one weighs otherwise than others of its kind. */
  readonly level?: Level;
  /** Where this one is put right otherwise than others of its kind. */
  readonly remedy?: string;
}
