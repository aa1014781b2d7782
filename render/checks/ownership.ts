import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity } from "../../platform/object-identity.ts";
import { destination } from "../../platform/restart-targets.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";

/**
 * An object, or a Secret that the operator makes, stands in one unit only, and once: two Applications that hold one object undo each other's work for ever,
 * and the one that loses it prunes it.
 */
export const ownership: Rule = {
  name: "ownership",
  check(lab) {
    const owners = new Map<string, BuiltUnit>();
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      for (const id of identities(object, unit.namespace)) {
        const owner = owners.get(id);
        if (owner === undefined) owners.set(id, unit);
        else findings.push(owned(unit, object, owner));
      }
    }
    return findings;
  },
};

/** An object, and the Secret that it makes if it is one of the operator's. */
function identities(object: KubeObject, namespace: string): string[] {
  const secret = destination(object);
  const own = identity(object, namespace);
  return secret === undefined ? [own] : [own, `Secret/${object.metadata.namespace ?? namespace}/${secret}`];
}

function owned(unit: BuiltUnit, object: KubeObject, owner: BuiltUnit): Finding {
  if (owner === unit) {
    const problem = `unit "${unit.name}" has it twice`;
    return objectFinding(ownership.name, unit, object, { problem, remedy: "remove one of the two, or rename it," });
  }
  const problem = `unit "${owner.name}" (${owner.file}) has it too`;
  const remedy = `leave it to "${owner.name}", or give it a name or namespace of its own,`;
  return objectFinding(ownership.name, unit, object, { problem, remedy });
}
