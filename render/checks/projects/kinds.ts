import type { Finding } from "../../../clusters/finding.ts";
import { type GroupKind, KINDS } from "../../../platform/components/argocd/kinds.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { inQuotes } from "../findings/mismatch.ts";
import { kindNames } from "./kind-names.ts";
import { type Project, projectFinding } from "./project-finding.ts";

/**
 * All kinds of the class of its units, and of an app nothing of the cluster but its namespace.
 *
 * @param member one of its units; they all have one class, and an app's project has one unit
 */
export function kinds(project: Project, member: BuiltUnit | undefined): Finding[] {
  if (member === undefined) return [];
  const { cluster, namespaced } = KINDS[member.class];
  return [
    ...missing(project, "namespaceResourceWhitelist", namespaced, member),
    ...(member.class === "app"
      ? ownNamespace(project, member)
      : missing(project, "clusterResourceWhitelist", cluster, member)),
    ...narrowing(project),
  ];
}

function missing(
  project: Project,
  list: "namespaceResourceWhitelist" | "clusterResourceWhitelist",
  wanted: readonly GroupKind[],
  member: BuiltUnit,
): Finding[] {
  const listed = project.spec[list];
  const all = `class "${member.class}" of platform/components/argocd/kinds.ts`;
  if (listed === undefined) {
    return [projectFinding(project, `spec.${list}`, "it has none", `list the kinds of ${all}`)];
  }
  const lacking = wanted.filter(({ group, kind }) => !listed.some(each => each.kind === kind && each.group === group));
  if (lacking.length === 0) return [];
  const problem = `it lacks ${kindNames(lacking)}, and Argo CD would orphan live objects of that kind`;
  return [projectFinding(project, `spec.${list}`, problem, `list every kind of ${all}`)];
}

function ownNamespace(project: Project, { namespace }: BuiltUnit): Finding[] {
  const { clusterResourceWhitelist: listed = [] } = project.spec;
  const [own, ...others] = listed;
  const isOwn = own?.group === "" && own.kind === "Namespace" && own.name === namespace;
  if (isOwn && others.length === 0) return [];
  const wanted = { group: "", kind: "Namespace", name: namespace };
  const problem = `${inQuotes(listed)} is not its own Namespace alone`;
  const remedy = `list ${inQuotes(wanted)}, and nothing else,`;
  return [projectFinding(project, "spec.clusterResourceWhitelist", problem, remedy)];
}

function narrowing(project: Project): Finding[] {
  return (["clusterResourceBlacklist", "namespaceResourceBlacklist"] as const).flatMap(list => {
    const listed = project.spec[list] ?? [];
    if (listed.length === 0) return [];
    const problem = `it lists ${kindNames(listed)}, which narrows its class`;
    return [projectFinding(project, `spec.${list}`, problem, "leave it out")];
  });
}
