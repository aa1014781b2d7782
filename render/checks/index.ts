import type { Finding } from "../../clusters/finding.ts";
import { applications } from "./applications.ts";
import { capacity } from "./capacity.ts";
import { coldStart } from "./cold-start.ts";
import { healthExemption } from "./health-exemption.ts";
import { hostsUnique } from "./hosts-unique.ts";
import { imagesTagged } from "./images-tagged.ts";
import { isolation } from "./isolation.ts";
import { names } from "./names.ts";
import { ownership } from "./ownership.ts";
import { podsComplete } from "./pods-complete.ts";
import { portsUnique } from "./ports-unique.ts";
import { projects } from "./projects.ts";
import { protection } from "./protection.ts";
import { references } from "./references.ts";
import { repositories } from "./repositories.ts";
import type { Lab, Rule } from "./rule.ts";
import { secretValues } from "./secret-values.ts";
import { secretsStructure } from "./secrets-structure.ts";
import { selectors } from "./selectors.ts";
import { vaultPaths } from "./vault-paths.ts";

/** Every rule, alphabetically. */
export const rules: readonly Rule[] = [
  applications,
  capacity,
  coldStart,
  healthExemption,
  hostsUnique,
  imagesTagged,
  isolation,
  names,
  ownership,
  podsComplete,
  portsUnique,
  projects,
  protection,
  references,
  repositories,
  secretValues,
  secretsStructure,
  selectors,
  vaultPaths,
];

/** Holds every rule against every lab; all findings arrive together. */
export async function check(labs: readonly Lab[]): Promise<Finding[]> {
  const findings = await Promise.all(labs.flatMap(lab => rules.map(rule => judge(rule, lab))));
  return findings.flat();
}

/** An object of a form that no rule expects must not hide what the others find. */
async function judge(rule: Rule, lab: Lab): Promise<readonly Finding[]> {
  try {
    return await rule.check(lab);
  } catch (error) {
    return [
      {
        level: "error",
        rule: rule.name,
        cluster: lab.cluster.name,
        problem: `the rule cannot judge an object here: ${error instanceof Error ? error.message : error}`,
        remedy: "mend the object of unusual form that was added last, or teach the rule",
        file: `render/checks/${rule.name}.ts`,
      },
    ];
  }
}
