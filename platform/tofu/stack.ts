import type { Cluster } from "../../clusters/lab.ts";
import type { Declared } from "../declared.ts";
import type { KubeObject } from "../kube-object.ts";

/**
 * What OpenTofu makes outside of the cluster, in one state: plain HCL in `platform/tofu/<name>/`, which holds no list of
 * apps, and here what it needs. Its variables are rendered, keyed by the name of the instance, so that a new environment
 * adds addresses and moves none.
 */
export interface Stack {
  readonly name: string;
  /** What it makes, in a sentence for the guidebook. */
  readonly makes: string;
  /** Stacks that must have been applied before. */
  readonly needs: readonly string[];
  /** What its providers are told in the environment, with the name of each at the secret source. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Absent: every cluster has it. */
  readonly exists?: (cluster: Cluster) => boolean;
  /** Values of the variables that its HCL declares, beside those that every stack has (`stateVariables`). */
  readonly variables: (lab: StackLab) => Readonly<Record<string, unknown>>;
}

/** One cluster as a stack sees it. */
export interface StackLab {
  readonly cluster: Cluster;
  readonly declared: Declared;
  /** Every object of the cluster. */
  readonly objects: readonly KubeObject[];
}

/**
 * What every stack is told: where its state lies, and whose it is. Its HCL declares them in `state.tf`, the same file in
 * every stack.
 */
export function stateVariables(cluster: Cluster, stack: string) {
  return { cluster: cluster.name, domain: cluster.domain, stack, state_bucket: cluster.buckets.state };
}
