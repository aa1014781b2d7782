import type { Finding } from "../../clusters/finding.ts";
import { applications } from "./applications.ts";
import { backups } from "./backups.ts";
import { capacity } from "./capacity.ts";
import { coldStart } from "./cold-start.ts";
import { coupledVersions } from "./coupled-versions.ts";
import { dnsRecords } from "./dns-records.ts";
import { guardedRoutes } from "./guarded-routes.ts";
import { healthExemption } from "./health-exemption.ts";
import { hostsUnique } from "./hosts-unique.ts";
import { hostsWhole } from "./hosts-whole.ts";
import { imagePlatforms } from "./image-platforms.ts";
import { imagesTagged } from "./images-tagged.ts";
import { instructionSets } from "./instruction-sets.ts";
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
import { schema } from "./schema.ts";
import { scraped } from "./scraped.ts";
import { secretValues } from "./secret-values.ts";
import { secretsDeclared } from "./secrets-declared.ts";
import { secretsStructure } from "./secrets-structure.ts";
import { selectors } from "./selectors.ts";
import { singlePoints } from "./single-points.ts";
import { tofuVariables } from "./tofu-variables.ts";
import { vaultLifetimes } from "./vault-lifetimes.ts";
import { vaultPaths } from "./vault-paths.ts";
import { vaultRoles } from "./vault-roles.ts";
import { waveHealth } from "./wave-health.ts";

/** Every rule about what is deployed, alphabetically. */
export const rules: readonly Rule[] = [
  applications,
  backups,
  capacity,
  coldStart,
  coupledVersions,
  dnsRecords,
  guardedRoutes,
  healthExemption,
  hostsUnique,
  hostsWhole,
  imagePlatforms,
  imagesTagged,
  instructionSets,
  isolation,
  names,
  ownership,
  podsComplete,
  portsUnique,
  projects,
  protection,
  references,
  repositories,
  schema,
  scraped,
  secretValues,
  secretsDeclared,
  secretsStructure,
  selectors,
  singlePoints,
  tofuVariables,
  vaultLifetimes,
  vaultPaths,
  vaultRoles,
  waveHealth,
];

/**
 * Holds rules against every lab; all findings arrive together. One lab after the other, so that a rule need not look
 * twice at what they have in common.
 *
 * @param held the rules; by default those about what is deployed
 * @param folder where they lie, for who must mend one
 */
export async function check(
  labs: readonly Lab[],
  held: readonly Rule[] = rules,
  folder = "render/checks",
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const lab of labs) {
    const ofLab = await Promise.all(held.map(rule => judge(rule, lab, folder)));
    findings.push(...ofLab.flat());
  }
  return findings;
}

/** An object of a form that no rule expects must not hide what the others find. */
async function judge(rule: Rule, lab: Lab, folder: string): Promise<readonly Finding[]> {
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
        file: `${folder}/${rule.name}.ts`,
      },
    ];
  }
}
