import type { Quota } from "../../../clusters/lab.ts";
import { type QuotaUsage, quotaUsage } from "../../checks/capacity/quota-usage.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** An instance with the quota of its environment, and what it takes of it. */
export interface QuotaRow {
  readonly unit: BuiltUnit;
  readonly environment: string;
  readonly quota: Quota;
  readonly used: QuotaUsage;
  /** Of the line that is fullest: 1 is all of it. */
  readonly share: number;
}

/** Every instance whose environment has a quota, the fullest first; by the same sums as the rule `capacity`. */
export const quotaRowsOf = oncePerLab((lab): readonly QuotaRow[] => {
  const nodeCount = Object.keys(lab.cluster.nodes).length;
  const rows = lab.units.flatMap(unit => {
    const { environment = "" } = unit.instance ?? {};
    const quota = lab.cluster.environments[environment]?.quota;
    if (quota === undefined) return [];
    const used = quotaUsage(unit, nodeCount);
    return { unit, environment, quota, used, share: Math.max(...LINES.map(line => used[line] / quota[line])) };
  });
  return rows.sort((one, other) => other.share - one.share || (one.unit.name < other.unit.name ? -1 : 1));
});

const LINES = ["cpuMillicores", "memoryMebibytes", "storageGibibytes", "pods"] as const satisfies (keyof Quota)[];
