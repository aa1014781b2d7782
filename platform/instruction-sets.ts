import type { Cluster, Node } from "../clusters/lab.ts";

export type InstructionSet = Node["instructionSet"];

/** What an image needs of the processor, where that is more than its architecture promises. */
export interface Minimum {
  /** For the image of each architecture. */
  readonly needs: Readonly<Record<Node["architecture"], InstructionSet>>;
  /** Where its publisher says so. */
  readonly source: string;
}

/** Images that die with "Illegal instruction" on a processor that is too old; by repository, without a tag. */
export const INSTRUCTION_SETS: Readonly<Record<string, Minimum>> = {
  "docker.io/clickhouse/clickhouse-server": {
    needs: { arm64: "armv8.2-a", amd64: "x86-64-v2" }, // since 23.5; builds of 2025 and later may want more
    source: "https://github.com/ClickHouse/ClickHouse/issues/50852",
  },
};

/** What runs on a processor: its own set, and every earlier one. */
const UNDERSTANDS: Readonly<Record<InstructionSet, readonly InstructionSet[]>> = {
  "armv8.0-a": ["armv8.0-a"],
  "armv8.2-a": ["armv8.0-a", "armv8.2-a"],
  "x86-64-v2": ["x86-64-v2"],
};

/**
 * What an image lacks on a node.
 *
 * @param repository e.g. `docker.io/clickhouse/clickhouse-server`
 * @returns the set that it needs there; undefined where it runs
 */
export function lackingInstructionSet(repository: string, node: Node): InstructionSet | undefined {
  const needed = INSTRUCTION_SETS[repository]?.needs[node.architecture];
  return needed === undefined || UNDERSTANDS[node.instructionSet].includes(needed) ? undefined : needed;
}

/** For a pod: keeps it to the nodes whose processor its image understands; nothing where that is every node. */
export function onFittingNodes({ nodes }: Cluster, repository: string) {
  const names = Object.keys(nodes);
  const fitting = names.filter(name => lackingInstructionSet(repository, nodes[name] as Node) === undefined);
  if (fitting.length === names.length) return {};
  const byName = { key: "kubernetes.io/hostname", operator: "In", values: fitting };
  const term = { nodeSelectorTerms: [{ matchExpressions: [byName] }] };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: term } } };
}
