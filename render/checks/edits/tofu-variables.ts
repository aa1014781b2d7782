import type { Lab } from "../rule.ts";

/** The cluster no longer says where the states of its stacks lie; pages do not speak of it either. */
export function edit(lab: Lab): Lab {
  const { state: _, ...buckets } = lab.cluster.buckets;
  const prose = new Map([...lab.prose].map(([file, text]) => [file, text.replaceAll("{{buckets.state}}", "a bucket")]));
  return { ...lab, cluster: { ...lab.cluster, buckets: buckets as Lab["cluster"]["buckets"] }, prose };
}
