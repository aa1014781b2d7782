import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";

/**
 * No Secret is rendered: Vault is the only source of secrets, and what once lay in git stays there. Even an empty one
 * is refused, because Argo CD would wipe what a controller or a person fills in.
 */
export const secretsStructure: Rule = {
  name: "secrets-structure",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      if (object.kind === "Secret") findings.push(...secretFindings(unit, object));
    }
    return findings;
  },
};

const REMEDY = "remove it, put the values into Vault and declare a VaultStaticSecret";

function secretFindings(unit: BuiltUnit, object: KubeObject): Finding[] {
  const carried = ["data", "stringData"].filter(field => object[field] !== undefined);
  if (carried.length > 0) {
    return carried.map(field => {
      const keys = Object.keys(object[field] ?? {});
      const problem =
        keys.length === 0 ? "it carries data" : `it carries data under ${keys.map(key => `"${key}"`).join(", ")}`;
      return objectFinding(secretsStructure.name, unit, object, { field, problem, remedy: REMEDY });
    });
  }
  return [objectFinding(secretsStructure.name, unit, object, { problem: 'its kind is "Secret"', remedy: REMEDY })];
}
