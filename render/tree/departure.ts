import { groupKind } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity } from "../../platform/object-identity.ts";
import { type Application, type Applications, managerOf } from "./applications.ts";

/** What becomes of an object that left git. */
export interface Departure {
  readonly verb: "prune" | "keep" | "orphan";
  readonly why?: string;
}

/** Who deploys what, in one revision. */
export interface Deployers<Place> {
  /** The Application that deploys what is at a place. */
  deployer(place: Place): Application | undefined;
  /** Where the object of the Application is that deploys what is at a place; undefined for one applied by hand. */
  placeOf(application: Application, place: Place): Place | undefined;
  /** How messages call the deployer of a place that has none: `erp`. */
  nameOf(place: Place): string;
}

/**
 * What Argo CD does with an object that is no longer in git, from its last version in git.
 *
 * Its Application stays: it is pruned, unless it carries `Prune=false`, or the Application does not prune. If that
 * setting changes at the same time, either may come first: whatever can be pruned counts as pruned.
 * Its Application goes too: with the cascade finalizer the object is deleted, unless it carries `Delete=false` or is a
 * CRD; without it the object stays behind. An Application that itself stays although it left git syncs on as it was.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export function departure<Place>(
  object: KubeObject,
  place: Place,
  before: Deployers<Place>,
  after: Deployers<Place>,
): Departure {
  const manager = before.deployer(place);
  const remaining = after.deployer(place);
  if (manager === undefined)
    return { verb: "prune", why: `no Application of "${before.nameOf(place)}" says otherwise` };
  if (remaining !== undefined) return pruning(object, manager, remaining);
  if (isItself(object, manager)) return pruning(object, manager, manager);

  const above = before.placeOf(manager, place);
  const leaving = above === undefined ? BY_HAND : departure(manager.object, above, before, after);
  return leaving.verb === "prune" ? cascade(object, manager) : pruning(object, manager, manager);
}

/** A place of a rendered tree: its folder stands for the Application, `applications` for the root. */
export interface FolderPlace {
  readonly cluster: string;
  readonly folder: string;
}

/** In a rendered tree, the root Application deploys every other one. */
export function folderDeployers(applications: Applications): Deployers<FolderPlace> {
  return {
    deployer: ({ cluster, folder }) => managerOf(applications, cluster, folder),
    placeOf: (_, { cluster }) => ({ cluster, folder: "applications" }),
    nameOf: ({ folder }) => folder,
  };
}

/** What was applied by hand stays until a hand deletes it. */
export const BY_HAND: Departure = { verb: "keep", why: "no Application deploys it, so nothing deletes it" };

function pruning(object: KubeObject, before: Application, after: Application): Departure {
  const [obstacle, laterObstacle] = [pruneObstacle(object, before), pruneObstacle(object, after)];
  if (laterObstacle === undefined) return { verb: "prune" };
  if (obstacle !== undefined) return { verb: "keep", why: laterObstacle };
  return { verb: "prune", why: `only this change says that ${laterObstacle}, and it may come too late` };
}

/**
 * Why a sync leaves an object alone that is not in git; undefined if it deletes it. A CRD is not marked as anybody's, so
 * nobody misses it: `SetAppInstance` is not called for it in Argo CD's reposerver/repository/repository.go.
 */
function pruneObstacle(object: KubeObject, application: Application): string | undefined {
  if (groupKind(object) === DEFINITION) return "Argo CD does not track CRDs";
  const own = syncOption(annotatedOptions(object), "Prune");
  if (own !== undefined && own !== "true") return obstacleOf("it carries", "Prune", own);
  if (!application.prunes) return `Application "${application.name}" does not prune by itself`;
  const general = own ?? syncOption(application.syncOptions, "Prune");
  if (general === undefined || general === "true") return undefined;
  return obstacleOf(`Application "${application.name}" says`, "Prune", general);
}

const DEFINITION = "apiextensions.k8s.io/CustomResourceDefinition";

/** Rules of ApplicationController.shouldBeDeleted in Argo CD's controller/appcontroller.go. */
function cascade(object: KubeObject, application: Application): Departure {
  const goes = `Application "${application.name}" goes`;
  if (!application.cascades)
    return { verb: "orphan", why: `${goes}, and has no finalizer that takes its objects along` };
  if (groupKind(object) === DEFINITION) {
    return { verb: "keep", why: `${goes}, and Argo CD then spares CRDs` };
  }
  if (object.metadata.annotations?.["helm.sh/resource-policy"] === "keep") {
    return { verb: "keep", why: "it carries helm.sh/resource-policy: keep" };
  }
  const own = syncOption(annotatedOptions(object), "Delete");
  if (own !== undefined && own !== "true") return { verb: "keep", why: obstacleOf("it carries", "Delete", own) };
  const general = own ?? syncOption(application.syncOptions, "Delete");
  if (general === undefined || general === "true")
    return { verb: "prune", why: `${goes}, and takes its objects along` };
  return { verb: "keep", why: obstacleOf(`Application "${application.name}" says`, "Delete", general) };
}

function obstacleOf(subject: string, option: string, value: string): string {
  const until = value === "confirm" ? ", which waits until somebody confirms it" : "";
  return `${subject} ${option}=${value}${until}`;
}

/** Value of a sync option that deletes less than usual, `false` before `confirm`; else `true`; undefined if absent. */
function syncOption(options: readonly string[], name: string): string | undefined {
  return ["false", "confirm", "true"].find(value => options.includes(`${name}=${value}`));
}

function annotatedOptions(object: KubeObject): string[] {
  const options: unknown = object.metadata.annotations?.["argocd.argoproj.io/sync-options"];
  return String(options ?? "")
    .split(",")
    .map(option => option.trim());
}

/** The root Application is one of the objects that it syncs. */
function isItself(object: KubeObject, manager: Application): boolean {
  return identity(object) === identity(manager.object);
}
