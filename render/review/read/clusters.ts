import { inOrder } from "../../tree/change.ts";
import { type DeployingApplication, type Deployment, homeOf } from "./deployment.ts";
import { folderOf } from "./folder-index.ts";

/** An Application in the cluster that it lives in; one that several clusters deploy stands in each. */
export interface LivingApplication {
  readonly cluster: string;
  /** The Application that deploys this one; itself, or nobody, for a root. */
  readonly parent: DeployingApplication | undefined;
  readonly application: DeployingApplication;
  /** Cluster that it deploys to, as keys of its objects begin: `arcodange`, or `arcodange:edge` for another one. */
  readonly target: string;
  /** All that decides where its objects land, but for the objects. */
  readonly way: string;
}

/** In which cluster everything lives, in one revision. */
export interface Clusters {
  /** By path of their files, then by cluster. */
  readonly living: readonly LivingApplication[];
  /** Cluster of what nobody deploys, by its path. */
  clusterOf(path: string): string;
  /** Folders that hold all of one cluster, such as `rendered/arcodange`: hosts and variables beside what is deployed. */
  readonly bases: ReadonlySet<string>;
}

/**
 * Tells the clusters of a repository apart by the roots: Applications that nobody deploys, or only they themselves. The
 * folder from which a root deploys others names its cluster: `rendered/arcodange/applications` and
 * `clusters/arcodange/...` give `arcodange`. Roots whose folder says nothing belong to the one cluster that has a name, or,
 * where there is none or more than one, to the one without a name; but two that deploy different Applications of one
 * name, or the same one, cannot live in one cluster, and are named by their folders.
 *
 * Names are found for all revisions together, so that what is added to one does not rename what is in both.
 */
export function clustersOf(deployments: readonly Deployment[]): Clusters[] {
  const families = deployments.map(({ applications }) => rootsOf(applications).map(root => familyOf(root)));
  const names = clusterNames(families);
  return deployments.map((_, index) => {
    const living = (families[index] ?? []).flatMap(family =>
      family.members.map(member => inPlace(member, names.of(family))),
    );
    const sorted = living.sort(
      (a, b) => inOrder(a.application.path, b.application.path) || inOrder(a.cluster, b.cluster),
    );
    return { living: once(sorted), clusterOf: path => names.at(folderOf(path)), bases: basesOf(families.flat()) };
  });
}

type Member = Pick<LivingApplication, "application" | "parent">;

function inPlace({ application, parent }: Member, cluster: string): LivingApplication {
  const { name, namespace, destination } = application;
  const target = destination === "" ? cluster : `${cluster}:${destination}`;
  return { cluster, parent, application, target, way: JSON.stringify([cluster, name, namespace, destination]) };
}

interface Family {
  /** Folder that its root deploys Applications from, folder that declares the root, and that file. */
  readonly places: readonly [home: string, folder: string, path: string];
  readonly members: readonly Member[];
}

/** Applications that no other deploys; of a ring, in which each deploys the next, the first. */
function rootsOf(applications: readonly DeployingApplication[]): DeployingApplication[] {
  const deployed = new Set(applications.flatMap(parent => parent.children.filter(child => child !== parent)));
  const roots = applications.filter(application => !deployed.has(application));
  const reached = new Set(roots.flatMap(root => descendants(root).map(({ application }) => application)));
  for (const application of applications) {
    if (reached.has(application)) continue;
    roots.push(application);
    for (const { application: inner } of descendants(application)) reached.add(inner);
  }
  return roots;
}

function familyOf(root: DeployingApplication): Family {
  return { places: [homeOf(root), folderOf(root.path), root.path], members: descendants(root) };
}

/** A root and what it deploys, and what that deploys ... each once, with who deploys it first. */
function descendants(root: DeployingApplication): Member[] {
  const isOwnParent = root.children.includes(root);
  const members: Member[] = [{ application: root, parent: isOwnParent ? root : undefined }];
  const seen = new Set([root]);
  for (const { application: parent } of members) {
    for (const child of parent.children) {
      if (seen.has(child)) continue;
      seen.add(child);
      members.push({ application: child, parent });
    }
  }
  return members;
}

function clusterNames(families: readonly (readonly Family[])[]) {
  const named = new Set(families.flat().flatMap(family => nameOf(family) ?? []));
  const fallback = named.size === 1 ? ([...named][0] ?? "") : "";
  const apart = new Map(families.flatMap(keptApart));
  return {
    of: (family: Family) => nameOf(family) ?? apart.get(family.places[2]) ?? fallback,
    at: (folder: string) => nameIn(folder) ?? fallback,
  };
}

function nameOf({ places: [home, folder] }: Family): string | undefined {
  return nameIn(home) ?? nameIn(folder);
}

function nameIn(home: string): string | undefined {
  return (/(?:^|\/)([^/]+)\/applications$/.exec(home) ?? /(?:^|\/)clusters?\/([^/]+)(?:\/|$)/.exec(home))?.[1];
}

/** Of `rendered/arcodange/applications`, `rendered/arcodange`. */
function basesOf(families: readonly Family[]): ReadonlySet<string> {
  return new Set(families.flatMap(({ places: [home] }) => /^(.+)\/applications$/.exec(home)?.[1] ?? []));
}

/** Names for roots without one that deploy an Application of one name each: by the first kind of place that differs. */
function keptApart(families: readonly Family[]): (readonly [root: string, cluster: string])[] {
  const unnamed = families.filter(family => nameOf(family) === undefined);
  const all = unnamed.flatMap(family => family.members.map(({ application }) => ({ family, name: application.name })));
  return [...Map.groupBy(all, ({ name }) => name).values()].flatMap(group => {
    const rivals = [...new Set(group.map(({ family }) => family))];
    if (rivals.length < 2) return [];
    const kind = [0, 1, 2].find(kind => new Set(rivals.map(({ places }) => places[kind])).size === rivals.length) ?? 2;
    return rivals.map(({ places }) => [places[2], places[kind] ?? ""] as const);
  });
}

/** Two roots of one cluster may both deploy an Application: it lives there once. */
function once(living: readonly LivingApplication[]): LivingApplication[] {
  const seen = new Map<DeployingApplication, Set<string>>();
  return living.filter(({ application, cluster }) => {
    const clusters = seen.get(application) ?? new Set();
    seen.set(application, clusters);
    return !clusters.has(cluster) && clusters.add(cluster);
  });
}
