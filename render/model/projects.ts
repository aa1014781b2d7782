import type { Cluster } from "../../clusters/lab.ts";
import { KINDS, type UnitClass } from "../../platform/components/argocd/kinds.ts";
import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import { project } from "../../platform/components/argocd/project.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { CRDS_REPOSITORY, PROJECTS, ROOT, repositoryUrl } from "../../platform/naming.ts";
import type { BuiltUnit } from "./unit.ts";

/**
 * The project of a unit: an instance of an app has its own, so that a sandbox cannot reach production.
 *
 * @see platform/decisions/0003-one-project-per-instance.md
 */
export function projectNameOf(unit: BuiltUnit): string {
  return unit.class === "app" ? unit.name : PROJECTS[unit.class];
}

/** Every AppProject of a cluster: the root's, one per class of component that occurs, and one per instance. */
export function projectsOf(cluster: Cluster, units: readonly BuiltUnit[]): KubeObject[] {
  const classes = (["crds", "platform", "tool"] as const).filter(name => units.some(unit => unit.class === name));
  const instances = units.filter(unit => unit.class === "app");
  return [
    rootProject(cluster),
    ...classes.map(name => classProject(cluster, name, units)),
    ...instances.map(unit => instanceProject(cluster, unit)),
  ];
}

/** Constant, and kept when it leaves git: without it no Application can be reached any more. */
function rootProject(cluster: Cluster): KubeObject {
  return project({
    name: ROOT,
    description: "The root Application, which holds every other one and their projects",
    repositories: [repositoryUrl(cluster, cluster.gitea.repository)],
    namespaces: [ARGOCD_NAMESPACE],
    clusterKinds: [],
    namespacedKinds: [
      { group: "argoproj.io", kind: "Application" },
      { group: "argoproj.io", kind: "AppProject" },
    ],
    keep: true,
  });
}

const DESCRIPTIONS: Readonly<Record<Exclude<UnitClass, "app">, string>> = {
  crds: "Definitions of custom resources; never pruned, never deleted",
  platform: "What apps stand on",
  tool: "Services beside the apps",
};

function classProject(cluster: Cluster, name: Exclude<UnitClass, "app">, units: readonly BuiltUnit[]): KubeObject {
  const members = units.filter(unit => unit.class === name);
  return project({
    name: PROJECTS[name],
    description: DESCRIPTIONS[name],
    repositories: [repositoryUrl(cluster, name === "crds" ? CRDS_REPOSITORY : cluster.gitea.repository)],
    namespaces: namespacesOf(members),
    clusterKinds: KINDS[name].cluster,
    namespacedKinds: KINDS[name].namespaced,
  });
}

function instanceProject(cluster: Cluster, unit: BuiltUnit): KubeObject {
  const { cluster: clusterKinds, namespaced } = KINDS.app;
  return project({
    name: unit.name,
    description: `${unit.instance?.app} in ${unit.instance?.environment}`,
    repositories: [repositoryUrl(cluster, cluster.gitea.repository), ...unit.sources.map(({ repoURL }) => repoURL)],
    namespaces: [unit.namespace],
    clusterKinds: clusterKinds.map(kind => ({ ...kind, name: unit.namespace })),
    namespacedKinds: [...namespaced, ...unit.kinds],
  });
}

function namespacesOf(units: readonly BuiltUnit[]): string[] {
  const named = units.flatMap(unit => [
    unit.namespace,
    ...unit.objects.flatMap(({ metadata }) => (metadata.namespace === undefined ? [] : [metadata.namespace])),
  ]);
  return [...new Set(named)].sort();
}
