import type { Cluster } from "../../clusters/lab.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import type { HostAt } from "./host-at.ts";

/** The lab as a whole, that the later steps of `lab up` work on. */
export interface LabAt {
  readonly cluster: Cluster;
  /** Every host that is worked on, and the server of the cluster, by name. */
  readonly hosts: ReadonlyMap<string, HostAt>;
  readonly kubectl: Kubectl;
  /** Asks the person at the terminal; undefined when there is none. What it asks is in no log. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Whether what destroys nothing is done without a question. */
  readonly yes?: boolean;
  /** A line about what a step is at, below the step's own. */
  readonly say: (line: string) => void;
}
