import type { Finding } from "../../../clusters/finding.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { BuiltUnit } from "../../model/unit.ts";

/** A finding of `rule` about one object. */
export function objectFinding(
  rule: string,
  unit: BuiltUnit,
  object: KubeObject,
  about: { readonly field?: string; readonly problem: string; readonly remedy: string; readonly file?: string },
): Finding {
  return {
    level: "error",
    rule,
    cluster: unit.cluster.name,
    unit: unit.name,
    object: `${object.kind}/${object.metadata.name}`,
    ...about,
    file: about.file ?? unit.file,
  };
}
