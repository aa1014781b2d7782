import type { Finding } from "../../../clusters/finding.ts";
import type { Quota } from "../../../clusters/lab.ts";
import { factsFile } from "../../../platform/naming.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { unitFinding } from "../findings/unit-finding.ts";
import type { Lab } from "../rule.ts";
import { podDemand } from "./pod-demand.ts";
import { volumeDemands } from "./volume-demand.ts";

/** Instances that request more than the quota of their environment holds, one finding for each of its lines. */
export function quotaShortages(lab: Lab): Finding[] {
  return lab.units.flatMap(unit => {
    const environment = unit.instance?.environment;
    const quota = environment === undefined ? undefined : lab.cluster.environments[environment]?.quota;
    if (environment === undefined || quota === undefined) return [];
    const used = usageOf(unit, Object.keys(lab.cluster.nodes).length);
    return LINES.filter(({ line, used: amount }) => amount(used) > quota[line]).map(({ line, used: amount, what }) =>
      unitFinding("capacity", unit, {
        problem: `${what(Math.ceil(amount(used)))}, and the quota of environment "${environment}" holds ${quota[line]}`,
        remedy: `raise environments.${environment}.quota.${line} in ${factsFile(lab.cluster.name)}, or ask for less`,
      }),
    );
  });
}

/** In the units of a quota. */
interface Usage {
  cpuMillicores: number;
  memoryMebibytes: number;
  memoryLimitMebibytes: number;
  storageGibibytes: number;
  pods: number;
}

interface Line {
  readonly line: keyof Quota;
  readonly used: (usage: Usage) => number;
  readonly what: (amount: number) => string;
}

/** The quota of memory holds both requests and limits. */
const LINES: readonly Line[] = [
  { line: "cpuMillicores", used: usage => usage.cpuMillicores, what: amount => `it requests ${amount}m of cpu` },
  {
    line: "memoryMebibytes",
    used: usage => Math.max(usage.memoryMebibytes, usage.memoryLimitMebibytes),
    what: amount => `it requests or is limited to ${amount}Mi of memory`,
  },
  {
    line: "storageGibibytes",
    used: usage => usage.storageGibibytes,
    what: amount => `it requests ${amount}Gi of storage`,
  },
  { line: "pods", used: usage => usage.pods, what: amount => `it has ${amount} pods` },
];

function usageOf(unit: BuiltUnit, nodeCount: number): Usage {
  const usage = { cpuMillicores: 0, memoryMebibytes: 0, memoryLimitMebibytes: 0, storageGibibytes: 0, pods: 0 };
  for (const object of unit.objects) {
    const template = podTemplate(object);
    if (template !== undefined) {
      const demand = podDemand({ object, template });
      const pods = demand.pods === "every-node" ? nodeCount : demand.pods;
      usage.cpuMillicores += demand.each.cpu * pods;
      usage.memoryMebibytes += (demand.each.memory * pods) / 1024 ** 2;
      usage.memoryLimitMebibytes += (demand.memoryLimit * pods) / 1024 ** 2;
      usage.pods += pods;
    }
    for (const { bytes, volumes } of volumeDemands(object)) usage.storageGibibytes += (bytes * volumes) / 1024 ** 3;
  }
  return usage;
}
