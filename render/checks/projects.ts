import { quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import { groupKind, isClusterScoped } from "../../platform/cluster-scoped.ts";
import { type GroupKind, KINDS, type UnitClass } from "../../platform/components/argocd/kinds.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { ROOT } from "../../platform/naming.ts";
import { projectNameOf } from "../model/projects.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import {
  type ApplicationSpec,
  type ArgoObject,
  annotationField,
  annotationList,
  applicationsOf,
  type ProjectSpec,
  projectsOf,
  sourcesOf,
} from "./lab/argocd-objects.ts";
import type { Lab, Rule } from "./rule.ts";
import { permitsClusterObject, permitsNamespace, permitsNamespacedKind } from "./semantics/project-permissions.ts";

/**
 * A project permits what its units are, exactly where and from where they are, and all kinds of its class: Argo CD
 * refuses what a project does not permit, and stops seeing live objects of a kind that it no longer permits.
 */
export const projects: Rule = {
  name: "projects",
  check(lab) {
    const all = projectsOf(lab);
    const members = membersOf(lab);
    const units = new Map(lab.units.map(unit => [unit.name, unit]));
    const specs = new Map(all.map(({ object, spec }) => [object.metadata.name, spec]));
    return [
      ...all.flatMap(project => shape(project, members.get(project.object.metadata.name))),
      ...applicationsOf(lab).flatMap(application => refusals(application, units, specs)),
    ];
  },
};

type Project = ArgoObject<ProjectSpec>;
type Application = ArgoObject<ApplicationSpec>;

const FINALIZER = "resources-finalizer.argocd.argoproj.io";

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

const BUILDER = "platform/components/argocd/project.ts";

/** Makes a finding about one field of a project. */
type Report = (field: string, problem: string, remedy: string, file?: string) => void;

/** The units that belong into each project, by its name; the root's is none of theirs. */
function membersOf(lab: Lab): Map<string, BuiltUnit> {
  const members = lab.units.filter(({ name }) => name !== ROOT);
  return new Map(members.map(unit => [projectNameOf(unit), unit]));
}

/** @param member one of its units; they all have one class, and an app's project has one unit */
function shape({ unit, object, spec }: Project, member: BuiltUnit | undefined): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (field, problem, remedy, file = "render/model/projects.ts") =>
    findings.push(objectFinding(projects.name, unit, object, { field, problem, remedy, file }));
  if (!object.metadata.finalizers?.includes(FINALIZER)) {
    const problem = `it lacks ${quote(FINALIZER)}: if it goes before its Applications, their deletion hangs`;
    report("metadata.finalizers", problem, "add it", BUILDER);
  }
  exactness(spec, report);
  if (object.metadata.name === ROOT) rootKinds({ unit, object, spec }, report);
  else if (member !== undefined) kinds(spec, member, report);
  return findings;
}

/** Characters that make a pattern of a repository, a namespace or a server, or deny what it names. */
const PATTERN = /[*?[\]{}!]/;

function exactness({ sourceRepos = [], destinations = [] }: ProjectSpec, report: Report): void {
  for (const [index, repository] of sourceRepos.entries()) {
    if (PATTERN.test(repository)) pattern(report, `spec.sourceRepos[${index}]`, repository, "repository");
  }
  for (const [index, destination] of destinations.entries()) {
    for (const [part, value] of Object.entries(destination)) {
      if (PATTERN.test(value)) pattern(report, `spec.destinations[${index}].${part}`, value, part);
    }
  }
}

function pattern(report: Report, field: string, value: string, what: string): void {
  report(field, `${quote(value)} is a pattern, and admits what nobody reviewed`, `name each ${what}`);
}

/** Constant: without it no Application can be reached any more. */
function rootKinds({ object, spec }: Project, report: Report): void {
  if (!annotationList(object, SYNC_OPTIONS).includes("Prune=false")) {
    report(annotationField(SYNC_OPTIONS), 'it lacks "Prune=false"', 'add "Prune=false"');
  }
  const wanted = ["argoproj.io/Application", "argoproj.io/AppProject"];
  const listed = (spec.namespaceResourceWhitelist ?? []).map(named);
  const isExact = listed.length === wanted.length && wanted.every(kind => listed.includes(kind));
  if (!isExact) {
    const problem = `it lists ${listed.length === 0 ? "no kind" : listed.map(quote).join(", ")}`;
    report("spec.namespaceResourceWhitelist", problem, `list ${wanted.map(quote).join(" and ")}, and nothing else,`);
  }
  if ((spec.clusterResourceWhitelist ?? []).length > 0) {
    const problem = `it lists ${(spec.clusterResourceWhitelist ?? []).map(each => quote(named(each))).join(", ")}`;
    report("spec.clusterResourceWhitelist", problem, "leave it empty");
  }
}

function kinds(spec: ProjectSpec, member: BuiltUnit, report: Report): void {
  const { cluster, namespaced } = KINDS[member.class];
  missing("namespaceResourceWhitelist", spec, namespaced, member.class, report);
  if (member.class === "app") ownNamespace(spec, member, report);
  else missing("clusterResourceWhitelist", spec, cluster, member.class, report);
  for (const list of ["clusterResourceBlacklist", "namespaceResourceBlacklist"] as const) {
    if ((spec[list] ?? []).length === 0) continue;
    const problem = `it lists ${(spec[list] ?? []).map(each => quote(named(each))).join(", ")}, which narrows its class`;
    report(`spec.${list}`, problem, "leave it out");
  }
}

type Whitelist = "namespaceResourceWhitelist" | "clusterResourceWhitelist";

function missing(
  list: Whitelist,
  spec: ProjectSpec,
  wanted: readonly GroupKind[],
  unitClass: UnitClass,
  report: Report,
): void {
  if (spec[list] === undefined) {
    report(
      `spec.${list}`,
      "it has none",
      `list the kinds of class "${unitClass}" of platform/components/argocd/kinds.ts`,
    );
    return;
  }
  const listed = spec[list];
  const lacking = wanted.filter(({ group, kind }) => !listed.some(each => each.kind === kind && each.group === group));
  if (lacking.length === 0) return;
  const problem = `it lacks ${lacking.map(each => quote(named(each))).join(", ")}, and Argo CD would orphan live objects of that kind`;
  report(`spec.${list}`, problem, `list every kind of class "${unitClass}" of platform/components/argocd/kinds.ts`);
}

/** An app owns no object of the cluster but its namespace. */
function ownNamespace({ clusterResourceWhitelist = [] }: ProjectSpec, member: BuiltUnit, report: Report): void {
  const [own, ...others] = clusterResourceWhitelist;
  const isOwn = own?.group === "" && own.kind === "Namespace" && own.name === member.namespace;
  if (isOwn && others.length === 0) return;
  const wanted = { group: "", kind: "Namespace", name: member.namespace };
  const problem = `${inQuotes(clusterResourceWhitelist)} is not its own Namespace alone`;
  report("spec.clusterResourceWhitelist", problem, `list ${inQuotes(wanted)}, and nothing else,`);
}

/** e.g. `apps/Deployment`, or `Service` for the core group. */
function named({ group, kind }: GroupKind): string {
  return group === "" ? kind : `${group}/${kind}`;
}

/** What Argo CD would refuse to sync. */
function refusals(
  { unit, object, spec }: Application,
  units: ReadonlyMap<string, BuiltUnit>,
  specs: ReadonlyMap<string, ProjectSpec>,
): Finding[] {
  const name = spec.project ?? "default";
  const permitted = specs.get(name);
  const about = (field: string, problem: string, remedy: string) =>
    objectFinding(projects.name, unit, object, { field, problem, remedy });
  if (permitted === undefined) return [about("spec.project", `there is no AppProject ${quote(name)}`, "name another")];
  const findings: Finding[] = [];
  const { server = "", namespace = "" } = spec.destination ?? {};
  if (!permitsNamespace(permitted, server, namespace)) {
    const problem = `project ${quote(name)} does not permit ${quote(namespace)} on ${quote(server)}`;
    findings.push(about("spec.destination", problem, "add it to the project's destinations"));
  }
  for (const { source, field } of sourcesOf(spec)) {
    if (permitted.sourceRepos?.includes(source.repoURL)) continue;
    const problem = `project ${quote(name)} does not permit ${quote(source.repoURL)}`;
    findings.push(about(`${field}.repoURL`, problem, "add it to the project's sourceRepos"));
  }
  const deployed = units.get(object.metadata.name);
  return deployed === undefined ? findings : [...findings, ...refusedObjects(deployed, name, permitted, server)];
}

/** One finding per kind, and one per namespace, about the first such object. */
function refusedObjects(unit: BuiltUnit, project: string, permitted: ProjectSpec, server: string): Finding[] {
  const refused = new Map<string, Finding>();
  for (const object of unit.objects) {
    const about = (key: string, field: string, remedy: string) => {
      if (refused.has(key)) return;
      const problem = `project ${quote(project)} does not permit ${quote(key)}`;
      refused.set(key, objectFinding(projects.name, unit, object, { field, problem, remedy }));
    };
    const namespace = object.metadata.namespace ?? unit.namespace;
    if (!permitsKind(permitted, object)) {
      const name = isClusterScoped(object) ? ` ${object.metadata.name}` : "";
      about(
        `${groupKind(object)}${name}`,
        "kind",
        "permit it in platform/components/argocd/kinds.ts, or drop the object",
      );
    }
    if (!isClusterScoped(object) && !permitsNamespace(permitted, server, namespace)) {
      about(namespace, "metadata.namespace", `write ${quote(unit.namespace)}`);
    }
  }
  return [...refused.values()];
}

function permitsKind(permitted: ProjectSpec, object: KubeObject): boolean {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
  return isClusterScoped(object)
    ? permitsClusterObject(permitted, group, kind, metadata.name)
    : permitsNamespacedKind(permitted, group, kind);
}
