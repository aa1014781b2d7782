import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { mismatch } from "../findings/mismatch.ts";
import { type Application, applicationFinding } from "./application-finding.ts";

/** In a project, and into the namespace of its unit. */
export function destination(application: Application, deployed: BuiltUnit): Finding[] {
  const { project, destination: { namespace } = {} } = application.spec;
  const findings: Finding[] = [];
  if (!project) {
    const problem = "it has none, and so the project that permits everything";
    findings.push(applicationFinding(application, "spec.project", problem, "name one"));
  }
  if (namespace !== deployed.namespace) {
    const problem = mismatch(namespace, deployed.namespace);
    const remedy = `write ${quote(deployed.namespace)}`;
    findings.push(applicationFinding(application, "spec.destination.namespace", problem, remedy));
  }
  return findings;
}
