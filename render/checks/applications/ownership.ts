import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { unitFinding } from "../findings/unit-finding.ts";
import type { Lab } from "../rule.ts";
import { type Application, applicationFinding, DERIVATION } from "./application-finding.ts";

/** One Application per unit, one unit per Application. */
export function ownership(lab: Lab, all: readonly Application[]): Finding[] {
  const units = new Set(lab.units.map(({ name }) => name));
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const application of all) {
    const { name } = application.object.metadata;
    const report = (problem: string, remedy: string) =>
      findings.push(applicationFinding(application, "metadata.name", problem, remedy));
    if (!units.has(name)) report(`there is no unit ${quote(name)}`, "drop it, or name a unit");
    if (seen.has(name)) report(`${quote(name)} is a second Application of its unit`, "drop one of them");
    seen.add(name);
  }
  return [...findings, ...undeployed(lab, seen)];
}

function undeployed(lab: Lab, deployed: ReadonlySet<string>): Finding[] {
  return lab.units
    .filter(({ name }) => !deployed.has(name))
    .map(unit => {
      const problem = `there is no Application ${quote(unit.name)}, so Argo CD never deploys it`;
      return unitFinding("applications", unit, { problem, remedy: "add one", file: DERIVATION });
    });
}
