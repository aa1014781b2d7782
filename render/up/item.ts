import type { HostAt } from "./host-at.ts";
import type { LabAt } from "./lab-at.ts";
import type { Step } from "./step.ts";

/** One place in the order of steps: a step, and whether every host takes it, all at the same time, or the lab as a whole. */
export type Item = HostItem | LabItem;

export interface HostItem {
  readonly on: "hosts";
  readonly step: Step<HostAt>;
  /** Another name that means this step among others. */
  readonly also?: string;
  /** What the step would change, in more detail than its check tells: for `lab up --dry-run`. */
  readonly show?: (on: HostAt) => Promise<string>;
}

export interface LabItem {
  readonly on: "lab";
  readonly step: Step<LabAt>;
  readonly also?: string;
}
