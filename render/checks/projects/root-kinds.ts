import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { annotationField, annotationList } from "../lab/argocd-objects.ts";
import { kindName, kindNames } from "./kind-names.ts";
import { type Project, projectFinding } from "./project-finding.ts";

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

const ROOT_KINDS = ["argoproj.io/Application", "argoproj.io/AppProject"];

/** The root's project is constant: without it no Application can be reached any more. */
export function rootKinds(project: Project): Finding[] {
  const { namespaceResourceWhitelist: namespaced = [], clusterResourceWhitelist: cluster = [] } = project.spec;
  const findings: Finding[] = [];
  const report = (field: string, problem: string, remedy: string) =>
    findings.push(projectFinding(project, field, problem, remedy));
  if (!annotationList(project.object, SYNC_OPTIONS).includes("Prune=false")) {
    report(annotationField(SYNC_OPTIONS), 'it lacks "Prune=false"', 'add "Prune=false"');
  }
  const listed = namespaced.map(kindName);
  if (listed.length !== ROOT_KINDS.length || !ROOT_KINDS.every(kind => listed.includes(kind))) {
    const problem = `it lists ${listed.length === 0 ? "no kind" : kindNames(namespaced)}`;
    const remedy = `list ${ROOT_KINDS.map(quote).join(" and ")}, and nothing else,`;
    report("spec.namespaceResourceWhitelist", problem, remedy);
  }
  if (cluster.length > 0) report("spec.clusterResourceWhitelist", `it lists ${kindNames(cluster)}`, "leave it empty");
  return findings;
}
