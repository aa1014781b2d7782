import type { Quota } from "../../../clusters/lab.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { GIBIBYTE, MEBIBYTE } from "./bytes.ts";
import { podDemand } from "./pod-demand.ts";
import { volumeDemands } from "./volume-demand.ts";

/**
 * What an instance takes of a quota, in the units of each of its lines. The quota of memory holds both requests and
 * limits: of both, the greater.
 */
export type QuotaUsage = { readonly [Line in keyof Quota]: number };

/** @param nodeCount on how many nodes a DaemonSet has a pod */
export function quotaUsage({ objects }: BuiltUnit, nodeCount: number): QuotaUsage {
  const usage = { cpuMillicores: 0, memoryMebibytes: 0, memoryLimitMebibytes: 0, storageGibibytes: 0, pods: 0 };
  for (const object of objects) {
    const template = podTemplate(object);
    if (template !== undefined) {
      const demand = podDemand({ object, template });
      const pods = demand.pods === "every-node" ? nodeCount : demand.pods;
      usage.cpuMillicores += demand.each.cpu * pods;
      usage.memoryMebibytes += (demand.each.memory * pods) / MEBIBYTE;
      usage.memoryLimitMebibytes += (demand.memoryLimit * pods) / MEBIBYTE;
      usage.pods += pods;
    }
    for (const { bytes, volumes } of volumeDemands(object)) usage.storageGibibytes += (bytes * volumes) / GIBIBYTE;
  }
  const { memoryLimitMebibytes, ...lines } = usage;
  return { ...lines, memoryMebibytes: Math.max(lines.memoryMebibytes, memoryLimitMebibytes) };
}
