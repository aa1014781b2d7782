import type { Host } from "../../platform/hosts/host.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import type { Remote } from "../remote/remote.ts";

/** A host that `lab up` works on. */
export interface HostAt {
  readonly host: Host;
  readonly remote: Remote;
  /** Asks the API server of its cluster, which need not be there yet. */
  readonly kubectl: Kubectl;
  /**
   * Values of the secrets of all hosts, by name, as far as they are known: one map for all of them, which
   * `gatherSecrets` fills before the walk, and to which a step adds what it makes or finds out.
   */
  readonly secrets: Map<string, string>;
  /** Asks the person at the terminal; undefined when there is none. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** A line about what a step is at, below the step's own. */
  readonly say: (line: string) => void;
}
