import { diskShortages } from "./capacity/disk-shortages.ts";
import { podShortages } from "./capacity/pod-shortages.ts";
import { quotaShortages } from "./capacity/quota-shortages.ts";
import type { Rule } from "./rule.ts";

/**
 * What workloads request fits on the nodes, and still does with any one of them lost; every pod fits on some node,
 * every instance into the quota of its environment, every volume with its copies on the disks.
 */
export const capacity: Rule = {
  name: "capacity",
  check(lab) {
    if (Object.keys(lab.cluster.nodes).length === 0) return []; // said once, by the facts
    return [...podShortages(lab), ...quotaShortages(lab), ...diskShortages(lab)];
  },
};
