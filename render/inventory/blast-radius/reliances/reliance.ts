import type { Lab } from "../../../checks/rule.ts";

/**
 * What becomes of one thing when another is away, the worst first.
 * - `stops`: it does nothing of use until the other is back.
 * - `unreachable`: it runs, and people do not get to it.
 * - `waits`: it stops if it was there, and nothing starts it elsewhere.
 * - `moves`: it stops if it was there, and starts elsewhere by itself.
 * - `limited`: it goes on without a part.
 */
export const EFFECTS = ["stops", "unreachable", "waits", "moves", "limited"] as const;

export type Effect = (typeof EFFECTS)[number];

/** Effects on what was on the lost machine, which may have been elsewhere. */
export const IF_THERE: ReadonlySet<Effect> = new Set(["waits", "moves"]);

/** One thing relies on another. */
export interface Reliance {
  /** Identifiers of things. */
  readonly who: string;
  readonly on: string;
  readonly effect: Effect;
  /** Why, as a clause that fits any number of things and names what they rely on: `its database is in PostgreSQL`. */
  readonly reason: string;
}

/** One cause by which things rely on others; linear in the objects of a lab. */
export type Cause = (lab: Lab) => readonly Reliance[];
