import type { Change } from "../tree/change.ts";
import type { Desired, Placed } from "./desired.ts";

/**
 * Two revisions and what differs between them: all that forecast, dangers and blast radius may ask of. Plain data,
 * from git alone; nobody asks a cluster.
 */
export interface Situation {
  readonly before: Desired;
  readonly after: Desired;
  /** Sorted by path. */
  readonly changes: readonly Changed[];
}

/** A change, with the object that it is about. */
export interface Changed {
  readonly change: Change;
  /** The object as it was; absent for one that is new, for a file without objects, and for what no Application deploys. */
  readonly old?: Placed;
  /** The object as it will be; absent for one that left git, for a file without objects, and for what no Application deploys. */
  readonly fresh?: Placed;
}
