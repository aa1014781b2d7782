import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { objectFinding } from "../findings/object-finding.ts";
import { type ApplicationSpec, type ArgoObject, type ProjectSpec, sourcesOf } from "../lab/argocd-objects.ts";
import { permitsNamespace } from "../semantics/project-permissions.ts";
import { refusedObjects } from "./refused-objects.ts";

/** What Argo CD would refuse to sync. */
export function refusals(
  { unit, object, spec }: ArgoObject<ApplicationSpec>,
  units: ReadonlyMap<string, BuiltUnit>,
  specs: ReadonlyMap<string, ProjectSpec>,
): Finding[] {
  const name = spec.project ?? "default";
  const permitted = specs.get(name);
  const findings: Finding[] = [];
  const report = (field: string, problem: string, remedy: string) =>
    findings.push(objectFinding("projects", unit, object, { field, problem, remedy }));
  if (permitted === undefined) {
    report("spec.project", `there is no AppProject ${quote(name)}`, "name another");
    return findings;
  }
  const refuses = (what: string) => `project ${quote(name)} does not permit ${what}`;
  const { server = "", namespace = "" } = spec.destination ?? {};
  if (!permitsNamespace(permitted, server, namespace)) {
    const problem = refuses(`${quote(namespace)} on ${quote(server)}`);
    report("spec.destination", problem, "add it to the project's destinations");
  }
  for (const { source, field } of sourcesOf(spec)) {
    if (permitted.sourceRepos?.includes(source.repoURL)) continue;
    report(`${field}.repoURL`, refuses(quote(source.repoURL)), "add it to the project's sourceRepos");
  }
  const deployed = units.get(object.metadata.name);
  return deployed === undefined ? findings : [...findings, ...refusedObjects(deployed, name, permitted, server)];
}
