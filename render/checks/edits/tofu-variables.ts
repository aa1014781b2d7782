import type { Lab } from "../rule.ts";

/** The cluster no longer says where the states of its stacks lie. */
export function edit(lab: Lab): Lab {
  const { state: _, ...buckets } = lab.cluster.buckets;
  return { ...lab, cluster: { ...lab.cluster, buckets: buckets as Lab["cluster"]["buckets"] } };
}
