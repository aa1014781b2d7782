import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { label } from "../../../platform/object-identity.ts";
import { isApplication } from "../../tree/applications.ts";
import { type Desired, type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import { type Clusters, clustersOf, type LivingApplication } from "./clusters.ts";
import { scopesOf } from "./custom-scopes.ts";
import { type DeployingApplication, type Deployment, deploymentsOf } from "./deployment.ts";
import { doubtsOf } from "./doubt.ts";
import type { Manifest } from "./manifest.ts";
import type { Revision } from "./revision.ts";
import type { Found } from "./trouble.ts";

/** One revision, understood as far as it can be. */
export interface Understanding {
  readonly revision: Revision;
  readonly desired: Desired;
  /** Objects of each file that somebody deploys. */
  readonly placed: ReadonlyMap<string, readonly Placed[]>;
  /** Applications that deploy a file as it is. */
  deployersOf(path: string): readonly Deployer[];
  /** Applications whose objects a tool builds, by the folders and files that it builds them from. */
  readonly builders: ReadonlyMap<string, Builder>;
  /** Why something may come of a file, although no Application is seen to take it: see `doubtsOf`. */
  doubtOf(path: string): string | undefined;
  /** Applications that fail, for a folder of theirs does not exist, and which, by cluster and name. */
  readonly missing: ReadonlyMap<string, string>;
  /** Folders that hold all of one cluster, such as `rendered/arcodange`. */
  readonly bases: ReadonlySet<string>;
  readonly troubles: readonly Found[];
}

export interface Deployer {
  readonly cluster: string;
  readonly application: string;
}

export interface Builder extends Deployer {
  /** `Kustomize ("kustomization.yaml")` */
  readonly tool: string;
}

/** What each of these revisions wants in the clusters. They are understood together: see `clustersOf` and `scopesOf`. */
export function understand(revisions: readonly Revision[]): Understanding[] {
  const deployments = deploymentsOf(revisions);
  const clusters = clustersOf(deployments);
  const place = placer(scopesOf(revisions));
  return deployments.map((deployment, index) => understandOne(deployment, clusters[index] ?? NOWHERE, place));
}

const NOWHERE: Clusters = { living: [], clusterOf: () => "", bases: new Set() };

function understandOne(deployment: Deployment, clusters: Clusters, place: Place): Understanding {
  const { revision, deployers } = deployment;
  const { applications, troubles } = desiredApplications(clusters.living);
  const living = Map.groupBy(clusters.living, ({ application }) => application);
  const declared = Map.groupBy(clusters.living, ({ application }) => application.path);
  const placed = new Map<string, readonly Placed[]>();
  for (const path of [...revision.files.keys()].sort()) {
    const manifest = revision.files.get(path)?.manifest;
    if (manifest === undefined || manifest.objects.length === 0 || manifest.faults.some(({ stops }) => stops)) continue;
    const managers = deployers.get(path)?.flatMap(application => living.get(application) ?? []) ?? [];
    const objects =
      managers.length > 0
        ? place(path, manifest, managers)
        : manifest.objects.filter(isOfArgo).flatMap(object => placeByHand(object, path, declared, clusters));
    if (objects.length > 0) placed.set(path, objects);
  }
  const objects = [...placed.values()].flat();
  const { byKey, troubles: repeated } = keyed(objects);
  return {
    revision,
    desired: { applications, projects: projectsOf(objects), objects, byKey, files: revision.files },
    placed,
    deployersOf: path =>
      (deployers.get(path) ?? [])
        .flatMap(application => living.get(application) ?? [])
        .map(({ cluster, application }) => ({ cluster, application: application.name })),
    builders: buildersOf(clusters.living),
    doubtOf: doubtsOf(deployment),
    missing: missingFolders(clusters.living),
    bases: clusters.bases,
    troubles: [...deployment.troubles, ...troubles, ...faultsOf(deployment), ...repeated],
  };
}

function desiredApplications(living: readonly LivingApplication[]) {
  const applications = new Map<string, DesiredApplication>();
  const troubles: Found[] = [];
  for (const { application, cluster, parent } of living) {
    const { taken, values, children, sources: _, ...declared } = application;
    const key = inCluster(cluster, application.name);
    const first = applications.get(key);
    if (first !== undefined) {
      const what = `Application "${application.name}" is declared in "${first.path}" too, which is taken for the one that counts`;
      troubles.push({ path: application.path, what });
      continue;
    }
    const tool = taken.find(one => one.tool !== undefined)?.tool;
    applications.set(key, {
      ...declared,
      cluster,
      parent: parent?.name ?? "",
      folders: taken.map(({ folder }) => folder),
      ...(tool !== undefined && { tool }),
    });
  }
  return { applications, troubles };
}

type Place = (path: string, manifest: Manifest, managers: readonly LivingApplication[]) => readonly Placed[];

/**
 * Places the objects of a file, for each Application that deploys it. What has the same place in two revisions is
 * placed once, and is the same in both.
 */
function placer(isClusterScoped: (object: KubeObject) => boolean): Place {
  const known = new Map<string, { manifest: Manifest; ways: readonly string[]; placed: readonly Placed[] }>();
  return (path, manifest, managers) => {
    const before = known.get(path);
    const ways = managers.map(({ way }) => way);
    const isSame = before?.manifest === manifest && before.ways.join("\n") === ways.join("\n");
    if (before !== undefined && isSame) return before.placed;
    const placed = managers.flatMap(manager =>
      manifest.objects.map(object => placeObject(object, path, manager, isClusterScoped(object))),
    );
    known.set(path, { manifest, ways, placed });
    return placed;
  };
}

function placeObject(
  object: KubeObject,
  path: string,
  { cluster, application, target }: LivingApplication,
  isClusterScoped: boolean,
): Placed {
  const namespace = isClusterScoped ? "" : object.metadata.namespace || application.namespace;
  const key = `${target}/${groupKind(object)}/${namespace}/${object.metadata.name}`;
  return { key, path, cluster, application: application.name, namespace, object };
}

/** What steers Argo CD counts even where nobody is seen to deploy it: somebody applied it by hand, or through a tool. */
function isOfArgo(object: KubeObject): boolean {
  return ARGO_KINDS.has(groupKind(object));
}

const ARGO_KINDS = new Set(["Application", "AppProject", "ApplicationSet"].map(kind => `argoproj.io/${kind}`));

function placeByHand(
  object: KubeObject,
  path: string,
  declared: ReadonlyMap<string, readonly LivingApplication[]>,
  { clusterOf }: Clusters,
): Placed[] {
  const namespace = object.metadata.namespace ?? "argocd";
  const place = (cluster: string, application: string): Placed => {
    const key = `${cluster}/${groupKind(object)}/${namespace}/${object.metadata.name}`;
    return { key, path, cluster, application, namespace, object };
  };
  const own = declared.get(path)?.filter(({ application }) => application.object === object) ?? [];
  if (own.length === 0) return isApplication(object) ? [] : [place(clusterOf(path), "")]; // passed over
  return own.map(({ cluster, parent }) => place(cluster, parent?.name ?? ""));
}

function projectsOf(objects: readonly Placed[]): Map<string, KubeObject> {
  const projects = objects.filter(({ object }) => groupKind(object) === "argoproj.io/AppProject");
  return new Map(projects.map(({ cluster, object }) => [inCluster(cluster, object.metadata.name), object]));
}

/** Objects by key, the first of each, and those that one Application deploys more than once. */
function keyed(objects: readonly Placed[]): { byKey: Map<string, Placed>; troubles: Found[] } {
  const byKey = new Map<string, Placed>();
  const repeated = new Map<string, Placed[]>();
  for (const placed of objects) {
    const first = byKey.get(placed.key);
    if (first === undefined) byKey.set(placed.key, placed);
    else repeated.set(placed.key, [...(repeated.get(placed.key) ?? [first]), placed]);
  }
  return { byKey, troubles: [...repeated.values()].flatMap(repetitions) };
}

/** Argo CD warns of it (RepeatedResourceWarning), and applies the last one. */
function repetitions(objects: readonly Placed[]): Found[] {
  const deployed = objects.filter(({ application }) => application !== "");
  return [...Map.groupBy(deployed, ({ application }) => application)].flatMap(([application, [first, ...others]]) =>
    others.map(({ path, object }) => {
      const where = first?.path === path ? "twice in this file" : `in "${first?.path}" too`;
      return { path, what: `${label(object)} stands ${where}: Application "${application}" deploys one of them` };
    }),
  );
}

/** Argo CD then generates nothing for the whole Application, and so deletes nothing. */
function missingFolders(living: readonly LivingApplication[]): Map<string, string> {
  return new Map(
    living.flatMap(({ cluster, application: { name, taken } }) =>
      taken.filter(({ isMissing }) => isMissing).map(({ folder }) => [inCluster(cluster, name), folder] as const),
    ),
  );
}

function buildersOf(living: readonly LivingApplication[]): Map<string, Builder> {
  return new Map(
    living.flatMap(({ cluster, application: { name, taken, values } }) => [
      ...taken.flatMap(({ folder, tool }) =>
        tool === undefined ? [] : [[folder, { cluster, application: name, tool }] as const],
      ),
      ...values.map(path => [path, { cluster, application: name, tool: "Helm" }] as const),
    ]),
  );
}

/** What is wrong in files that an Application deploys, and with names of files. */
function faultsOf({ revision, deployers }: Deployment): Found[] {
  const deployed = [...deployers].flatMap(([path, applications]) =>
    (revision.files.get(path)?.manifest?.faults ?? []).map(({ what, stops }) => ({
      path,
      what: stops ? `${what}: nothing of ${named(applications)} is synced` : `${what}, and is not reviewed`,
    })),
  );
  const misnamed = [...revision.files.keys()].filter(path => path.includes("\uFFFD"));
  return [...deployed, ...misnamed.map(path => ({ path, what: "its name is no UTF-8, and may be taken for another" }))];
}

function named(applications: readonly DeployingApplication[]): string {
  return [...new Set(applications.map(({ name }) => `Application "${name}"`))].join(" and ");
}
