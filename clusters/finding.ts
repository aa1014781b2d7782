/** Something that is wrong with the lab (`error`: nothing is written), or left out on purpose (`note`). */
export interface Finding {
  readonly level: "error" | "note";
  /** Identifier of the rule that found it, such as `hosts-unique`. */
  readonly rule: string;
  /** What it is about, as far as it is known. */
  readonly cluster?: string;
  /** Argo CD Application, such as `erp-sandbox`. */
  readonly unit?: string;
  /** Kind and name, such as `Deployment/erp`. */
  readonly object?: string;
  /** Path of the field, such as `spec.template.spec.containers[erp].image` or `nodes.pi1.address`. */
  readonly field?: string;
  /** What is, with the offending value in double quotes: `"10.0.0.300" is not an IPv4 address`. */
  readonly problem: string;
  /** What would be right, as an order: `write one such as "192.168.1.201"`. */
  readonly remedy: string;
  /** File to edit, below the repository root: `clusters/arcodange/index.ts`. */
  readonly file: string;
}

/**
 * One finding as a sentence.
 *
 * @returns e.g. `Cannot accept Deployment/erp of arcodange/erp, spec.replicas: it has none, set replicas in apps/erp.ts (pods-complete)`
 */
export function sentence(finding: Finding): string {
  const opening = finding.level === "error" ? "Cannot accept" : "Left out";
  return `${opening} ${subject(finding)}: ${finding.problem}, ${finding.remedy} in ${finding.file} (${finding.rule})`;
}

/** From the whole to the part; a finding about no part in particular is about the lab. */
function subject({ cluster, unit, object, field }: Finding): string {
  const place = [cluster, unit].filter(part => part !== undefined).join("/");
  const thing = object === undefined ? place : place === "" ? object : `${object} of ${place}`;
  return [thing, field].filter(part => part !== undefined && part !== "").join(", ") || "the lab";
}
