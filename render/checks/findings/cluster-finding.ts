import type { Finding } from "../../../clusters/finding.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { factsFile } from "../../../platform/naming.ts";

/** A finding of `rule` about a cluster as a whole; its facts are the file to edit. */
export function clusterFinding(
  rule: string,
  { name }: Cluster,
  about: { readonly field: string; readonly problem: string; readonly remedy: string },
): Finding {
  return { level: "error", rule, cluster: name, ...about, file: factsFile(name) };
}
