import type { Change } from "../../tree/change.ts";

/** What Argo CD will do with one Application, from git alone. Plain data, fit for JSON. */
export interface ApplicationForecast {
  readonly cluster: string;
  readonly name: string;
  /** What becomes of the Application itself. */
  readonly fate: Fate;
  /** One clause: what `fate` means here; where it is `stays`, what else happens because its settings change. */
  readonly why?: string;
  /** Absent where all of `steps` happens by itself. */
  readonly course?: Course;
  /**
   * In the order in which Argo CD goes about them: phase, wave, and in each wave what is pruned before what is applied,
   * by kind and name. What asks nothing of Argo CD comes last.
   */
  readonly steps: readonly Step[];
  readonly restarts: readonly Restart[];
}

/**
 * - `appears`: it is new.
 * - `stays`: its objects or its settings change.
 * - `goes with its objects`: it is deleted, and its finalizer takes its objects along.
 * - `goes alone`: it is deleted, and its objects stay behind, without anybody who manages them.
 * - `is kept`: it left git, but nothing deletes it.
 */
export type Fate = "appears" | "stays" | "goes with its objects" | "goes alone" | "is kept";

/** Why a sync does not do all of its steps; those that it leaves undone say `held`. Plain data, fit for JSON. */
export interface Course {
  /**
   * - `idle`: no sync starts, for nothing differs that Argo CD compares.
   * - `by hand`: nothing happens until somebody syncs.
   * - `refused`: Argo CD does nothing of it, and nothing else in this Application, until it is put right.
   * - `halts`: what comes before the obstacle is done, what comes after it is not.
   */
  readonly kind: "idle" | "by hand" | "refused" | "halts";
  /** One clause. */
  readonly why: string;
  readonly source?: string;
}

/**
 * What becomes of one object.
 * - `create`, `update`: it is applied.
 * - `no effect`: git differs, the cluster will not: another way to write the same, or a default.
 * - `replace needed`: an immutable field changes; the sync fails until somebody deletes the object.
 * - `recreate`: it is deleted and created again, for it says `Replace=true` with `Force=true`, or moves as a whole.
 * - `prune`: it is deleted.
 * - `prune refused`: it left git, and stays, for something refuses to delete it.
 * - `keep`: it stays when its Application goes.
 * - `orphan`: it stays, and nobody manages it any more.
 * - `adopt`: another Application takes it over as it is.
 * - `hook`: it runs in a phase of the sync, and is no part of what is compared.
 * - `forbidden`: its project, or Kubernetes, refuses it; the sync fails.
 * - `ignored`: Argo CD does not look at it, or at what changes in it.
 * - `unknown`: a tool builds its Application, which is not done here.
 */
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOMES = [
  "create",
  "update",
  "no effect",
  "replace needed",
  "recreate",
  "prune",
  "prune refused",
  "keep",
  "orphan",
  "adopt",
  "hook",
  "forbidden",
  "ignored",
  "unknown",
] as const;

export interface Step {
  readonly outcome: Outcome;
  readonly change: Change;
  /** Sync wave, 0 where none is written. */
  readonly wave: number;
  /** `Sync` for what is no hook. */
  readonly phase: string;
  /** One clause: why this outcome, where the outcome does not say it all. */
  readonly why?: string;
  /** One sentence: how to get there, where Argo CD will not by itself. */
  readonly how?: string;
  /** Where the rule is from. */
  readonly source?: string;
  /** What may happen instead: two Applications act at once, and git does not say which comes first. */
  readonly orElse?: Outcome;
  /** The step is not done, for the reason that `course` gives. */
  readonly held?: true;
}

/** Pods that will be started anew. */
export interface Restart {
  /** Kind and name: `Deployment/erp`. */
  readonly workload: string;
  readonly namespace: string;
  /** How many; absent where nothing says (one for each node). */
  readonly pods?: number;
  /** One clause: `spec.template changes (image)`. */
  readonly why: string;
  /** Whether all of its pods are away for a while: `Recreate`, or one replica that ends before the next one starts. */
  readonly interrupts: boolean;
}
