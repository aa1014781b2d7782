import type { Cluster, Node } from "../../clusters/lab.ts";
import type { HostPart } from "./host.ts";

/** One machine of a cluster, as the parts of a host see it. */
export interface Machine {
  readonly cluster: Cluster;
  readonly name: string;
  readonly node: Node;
}

/** What one concern adds to a machine: nothing, where it is no concern of it. */
export type PartOf = (machine: Machine) => HostPart;
