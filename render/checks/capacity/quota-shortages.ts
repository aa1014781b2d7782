import type { Finding } from "../../../clusters/finding.ts";
import type { Quota } from "../../../clusters/lab.ts";
import { factsFile } from "../../../platform/naming.ts";
import { unitFinding } from "../findings/unit-finding.ts";
import type { Lab } from "../rule.ts";
import { quotaUsage } from "./quota-usage.ts";

/** Instances that request more than the quota of their environment holds, one finding for each of its lines. */
export function quotaShortages(lab: Lab): Finding[] {
  return lab.units.flatMap(unit => {
    const environment = unit.instance?.environment;
    const quota = environment === undefined ? undefined : lab.cluster.environments[environment]?.quota;
    if (environment === undefined || quota === undefined) return [];
    const used = quotaUsage(unit, Object.keys(lab.cluster.nodes).length);
    return LINES.filter(({ line }) => used[line] > quota[line]).map(({ line, what }) =>
      unitFinding("capacity", unit, {
        problem: `${what(Math.ceil(used[line]))}, and the quota of environment "${environment}" holds ${quota[line]}`,
        remedy: `raise environments.${environment}.quota.${line} in ${factsFile(lab.cluster.name)}, or ask for less`,
      }),
    );
  });
}

const LINES: readonly { readonly line: keyof Quota; readonly what: (amount: number) => string }[] = [
  { line: "cpuMillicores", what: amount => `it requests ${amount}m of cpu` },
  { line: "memoryMebibytes", what: amount => `it requests or is limited to ${amount}Mi of memory` },
  { line: "storageGibibytes", what: amount => `it requests ${amount}Gi of storage` },
  { line: "pods", what: amount => `it has ${amount} pods` },
];
