import type { Cluster } from "../../clusters/lab.ts";
import { application } from "../../platform/components/argocd/application.ts";
import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import { repositoryCredentials } from "../../platform/components/argocd/repository-credentials.ts";
import { finish } from "../../platform/finish.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { CRDS_REPOSITORY, ROOT, renderedPath, repositoryUrl } from "../../platform/naming.ts";
import { withRestartTargets } from "../../platform/restart-targets.ts";
import { orderOf } from "./order.ts";
import { projectNameOf, projectsOf } from "./projects.ts";
import { type BuiltUnit, PLATFORM_SYNC } from "./unit.ts";

/** Branch that Argo CD follows. */
const BRANCH = "main";

/**
 * What needs all units of a cluster at once: who is restarted when a secret of another unit changes, Argo CD's credentials for every repository that one of them is read
 * from, and the root unit with an Application for each and their projects.
 */
export function derive(cluster: Cluster, built: readonly BuiltUnit[]): BuiltUnit[] {
  const restarting = withReadersOfOthers(built);
  const units = restarting.map(unit => (unit.name === "argocd" ? withRepositories(unit, built) : unit));
  return [...units, rootUnit(cluster, units)];
}

/** Tools share a namespace, and some share a secret there: its readers restart too. What stays the same stays itself. */
function withReadersOfOthers(units: readonly BuiltUnit[]): BuiltUnit[] {
  const objects = withRestartTargets(units.flatMap(unit => unit.objects));
  let taken = 0;
  return units.map(unit => {
    const own = objects.slice(taken, taken + unit.objects.length);
    taken += unit.objects.length;
    return own.every((object, index) => object === unit.objects[index]) ? unit : { ...unit, objects: own };
  });
}

function withRepositories(argocd: BuiltUnit, units: readonly BuiltUnit[]): BuiltUnit {
  const { cluster } = argocd;
  const charts = units.flatMap(({ instance, sources }) => (instance && sources.length > 0 ? [instance.app] : []));
  const names = [...new Set([cluster.gitea.repository, CRDS_REPOSITORY, ...charts])];
  const credentials = names.map(name => repositoryCredentials(name, repositoryUrl(cluster, name)));
  return { ...argocd, objects: [...argocd.objects, ...finish(credentials, argocd.namespace, argocd.class)] };
}

function rootUnit(cluster: Cluster, units: readonly BuiltUnit[]): BuiltUnit {
  const waveOf = waves(units);
  const applications = units.map(unit => applicationOf(unit, waveOf(unit)));
  return {
    cluster,
    name: ROOT,
    class: "platform",
    namespace: ARGOCD_NAMESPACE,
    file: "render/model/derive.ts",
    sync: PLATFORM_SYNC,
    needs: [],
    crdGroups: [],
    sources: [],
    kinds: [],
    syncOptions: [],
    objects: [
      rootApplication(cluster, Math.max(...units.map(waveOf), 0)),
      ...projectsOf(cluster, units),
      ...applications,
    ],
  };
}

/**
 * The wave of each unit. Platform and CRDs come in the order of their needs; apps and tools all in one last wave, for a
 * broken one must not keep others from being created, and nothing waits for the last wave.
 */
function waves(units: readonly BuiltUnit[]): (unit: BuiltUnit) => number {
  const { levels } = orderOf(units);
  const levelOf = ({ name }: BuiltUnit) => levels.get(name) ?? 0;
  const last = 1 + Math.max(-1, ...units.filter(isPlatform).map(levelOf));
  return unit => (isPlatform(unit) ? levelOf(unit) : last);
}

function isPlatform(unit: BuiltUnit): boolean {
  return unit.class === "platform" || unit.class === "crds";
}

/** In the last wave too: its health is that of its children, and waits for nothing else. */
function rootApplication(cluster: Cluster, wave: number): KubeObject {
  return application({
    name: ROOT,
    project: ROOT,
    namespace: ARGOCD_NAMESPACE,
    sources: [{ repoURL: ownUrl(cluster), targetRevision: BRANCH, path: renderedPath(cluster.name, "applications") }],
    sync: PLATFORM_SYNC,
    cascade: false,
    wave,
    syncOptions: ["ApplyOutOfSyncOnly=true"],
  });
}

function applicationOf(unit: BuiltUnit, wave: number): KubeObject {
  const own = {
    repoURL: ownUrl(unit.cluster),
    targetRevision: BRANCH,
    path: renderedPath(unit.cluster.name, unit.name),
  };
  const [first, ...rest] = [...(unit.populate === undefined ? [] : [own]), ...unit.sources];
  return application({
    name: unit.name,
    project: projectNameOf(unit),
    namespace: unit.namespace,
    sources: [first ?? own, ...rest],
    sync: unit.sync,
    cascade: unit.class === "app" || unit.class === "tool",
    wave,
    syncOptions: unit.syncOptions,
  });
}

function ownUrl(cluster: Cluster): string {
  return repositoryUrl(cluster, cluster.gitea.repository);
}
