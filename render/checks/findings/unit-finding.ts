import type { Finding } from "../../../clusters/finding.ts";
import type { BuiltUnit } from "../../model/unit.ts";

/** A finding of `rule` about a unit as a whole. */
export function unitFinding(
  rule: string,
  unit: BuiltUnit,
  about: { readonly field?: string; readonly problem: string; readonly remedy: string; readonly file?: string },
): Finding {
  const { name, cluster, file } = unit;
  return { level: "error", rule, cluster: cluster.name, unit: name, ...about, file: about.file ?? file };
}
