import type { Finding } from "../../clusters/finding.ts";
import { dependentsOfVault, IGNORE_HEALTH } from "../../platform/health-exemption.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { annotationField } from "./lab/argocd-objects.ts";
import type { Rule } from "./rule.ts";

/**
 * What a sealed Vault makes unhealthy is left out of the platform's health, else the root's sync waits for it for ever
 * and nothing new deploys. Nothing else is left out: it would be broken in silence.
 */
export const healthExemption: Rule = {
  name: "health-exemption",
  check(lab) {
    const findings: Finding[] = [];
    for (const unit of lab.units) {
      const exempt = unit.class === "platform" ? dependentsOfVault(unit.objects) : new Set<KubeObject>();
      for (const object of unit.objects) {
        const value = object.metadata.annotations?.[IGNORE_HEALTH];
        if (exempt.has(object)) {
          if (value !== "true") findings.push(missing(unit, object, value));
        } else if (value !== undefined) {
          findings.push(needless(unit, object, value));
        }
      }
    }
    return findings;
  },
};

function missing(unit: BuiltUnit, object: KubeObject, value: string | undefined): Finding {
  return objectFinding(healthExemption.name, unit, object, {
    field: annotationField(IGNORE_HEALTH),
    problem: `${mismatch(value, "true")}, so nothing new deploys while Vault is sealed`,
    remedy: 'write "true", as platform/health-exemption.ts does,',
  });
}

function needless(unit: BuiltUnit, object: KubeObject, value: string): Finding {
  return objectFinding(healthExemption.name, unit, object, {
    field: annotationField(IGNORE_HEALTH),
    problem: `${inQuotes(value)} hides that it is broken, and a sealed Vault is no reason for it`,
    remedy: "drop the annotation",
  });
}
