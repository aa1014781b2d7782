import { remember } from "../../tree/remember.ts";
import { type DeclaredApplication, plainPath, type Source } from "./declared-application.ts";
import { type Declared, declaredIn } from "./declared-in.ts";
import { type DeclaredSet, mayTake } from "./declared-set.ts";
import { type Taken, takenFrom } from "./directory-source.ts";
import { type FolderIndex, folderOf, indexFolders } from "./folder-index.ts";
import { type Naming, ownRepository, shownUrl } from "./own-repository.ts";
import type { Revision } from "./revision.ts";
import type { Found } from "./trouble.ts";

/** Who deploys what in one revision, file by file, before it is known in which cluster. */
export interface Deployment {
  readonly revision: Revision;
  /** By path. */
  readonly applications: readonly DeployingApplication[];
  /** Applications that deploy a file as it is. */
  readonly deployers: ReadonlyMap<string, readonly DeployingApplication[]>;
  /** Name of an ApplicationSet that may deploy a file, or build something from it. */
  setOf(path: string): string | undefined;
  readonly troubles: readonly Found[];
}

/** An Application, and what it takes from this repository. */
export interface DeployingApplication extends DeclaredApplication {
  readonly taken: readonly Taken[];
  /** Files of this repository that hold values for a chart of it. */
  readonly values: readonly string[];
  /** Other Applications that it deploys; itself, where it deploys its own file. */
  readonly children: readonly DeployingApplication[];
}

export function deploymentsOf(revisions: readonly Revision[]): Deployment[] {
  const sides = revisions.map(revision => ({
    revision,
    ...declaredIn(revision),
    folders: indexFolders(revision.files.keys()),
  }));
  const origin = revisions.map(revision => revision.origin).find(url => url !== undefined);
  const isOwn = ownRepository(sides, origin);
  const usual = usualRevision(
    sides.flatMap(({ applications }) => applications),
    isOwn,
  );
  return sides.map(side => deploymentOf(side, isOwn, usual));
}

interface Side extends Naming, Declared {
  readonly revision: Revision;
}

function deploymentOf(
  { revision, applications, sets, folders }: Side,
  isOwn: Surroundings["isOwn"],
  usual: string,
): Deployment {
  const [whole, patches] = [applications.filter(namesRepository), applications.filter(one => !namesRepository(one))];
  const look = whole.map(application => lookAt(application, { revision, folders, isOwn, usual }));
  const deploying = look.map(({ application }) => application);
  const deployers = byFile(deploying);
  const builders = deploying.filter(({ taken }) => taken.some(({ tool }) => tool !== undefined));
  for (const application of deploying) addChildren(application, builders, deployers);
  return {
    revision,
    applications: deploying,
    deployers,
    setOf: takers(
      sets,
      url => isOwn(url) || !applications.some(({ sources }) => sources.some(one => isOwn(one.repoURL))),
    ),
    troubles: [
      ...look.flatMap(({ troubles }) => troubles),
      ...patches.map(({ path, name }) => ({
        path,
        what: `Application "${name}" names no repository, as a patch or a template does, and is passed over`,
      })),
      ...sets.map(({ path, name }) => ({
        path,
        what: `ApplicationSet "${name}" is not expanded here: its Applications, and what they deploy, are not reviewed`,
      })),
    ],
  };
}

/**
 * Which ApplicationSet may take a file.
 *
 * @param mayBeOwn whether a URL may mean this repository
 */
function takers(sets: readonly DeclaredSet[], mayBeOwn: (url: string) => boolean): Deployment["setOf"] {
  const isHere = (url: string) => url === "" || url.includes("{{") || mayBeOwn(url);
  const here = sets.map(({ name, places }) => ({ name, places: places.filter(({ repoURL }) => isHere(repoURL)) }));
  return remember((path: string) => here.find(({ places }) => places.some(place => mayTake(place, path)))?.name);
}

interface Surroundings {
  readonly revision: Revision;
  readonly folders: FolderIndex;
  readonly isOwn: (url: string) => boolean;
  readonly usual: string;
}

type Growing = DeployingApplication & { readonly children: DeployingApplication[] };

function lookAt(application: DeclaredApplication, around: Surroundings): { application: Growing; troubles: Found[] } {
  const trouble = (what: string): Found => ({
    path: application.path,
    what: `Application "${application.name}" ${what}`,
  });
  const isOwn = ({ repoURL }: Source) => around.isOwn(repoURL);
  const foreign = application.sources.filter(source => !isOwn(source));
  const local = application.sources.filter(isOwn).filter(hasFolder);
  const taken = local.map(source => takenFrom(application, source, around.revision, around.folders));
  const pinned = local.filter(({ targetRevision }) => branch(targetRevision) !== around.usual);
  return {
    application: { ...application, taken, values: valuesOf(application.sources, isOwn), children: [] },
    troubles: [
      ...foreign.map(({ repoURL }) =>
        trouble(`takes objects from "${shownUrl(repoURL)}", which is not this repository: they are not reviewed`),
      ),
      ...pinned.map(({ targetRevision }) =>
        trouble(`follows "${targetRevision}", and is reviewed as if it followed this change`),
      ),
      ...taken.flatMap(({ troubles }) => troubles),
    ],
  };
}

function namesRepository({ sources }: DeclaredApplication): boolean {
  return sources.some(({ repoURL }) => repoURL !== "");
}

function hasFolder(source: Source): source is Source & { readonly folder: string } {
  return source.folder !== undefined;
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/ */
function valuesOf(sources: readonly Source[], isOwn: (source: Source) => boolean): string[] {
  const lenders = new Set(sources.filter(source => source.ref !== "" && isOwn(source)).map(({ ref }) => ref));
  return sources.flatMap(source =>
    source.valueFiles.flatMap(file => {
      const [, ref, path = ""] = /^\$([^/]+)\/(.*)$/.exec(file) ?? [];
      if (ref !== undefined) return lenders.has(ref) ? [plainPath(path)] : [];
      if (!isOwn(source) || source.folder === undefined) return [];
      return [plainPath(file.startsWith("/") ? file : `${source.folder}/${file}`)];
    }),
  );
}

/** The branch that most Applications follow is the one under review. */
function usualRevision(applications: readonly DeclaredApplication[], isOwn: (url: string) => boolean): string {
  const own = applications.flatMap(({ sources }) => sources).filter(({ repoURL }) => isOwn(repoURL));
  const groups = Map.groupBy(own, ({ targetRevision }) => branch(targetRevision));
  const [most] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? "HEAD";
}

function branch(targetRevision: string): string {
  const name = targetRevision.replace(/^refs\/heads\//, "");
  return ["", "HEAD", "main", "master"].includes(name) ? "HEAD" : name;
}

function byFile(applications: readonly DeployingApplication[]): ReadonlyMap<string, readonly DeployingApplication[]> {
  const files = new Map<string, DeployingApplication[]>();
  for (const application of applications) {
    for (const path of new Set(application.taken.flatMap(({ paths }) => paths))) {
      const deployers = files.get(path);
      if (deployers === undefined) files.set(path, [application]);
      else deployers.push(application);
    }
  }
  return files;
}

/** Of what a tool builds, the Applications that lie in its folder are taken to be deployed. */
function addChildren(
  child: DeployingApplication,
  builders: readonly DeployingApplication[],
  deployers: Deployment["deployers"],
): void {
  const sure = deployers.get(child.path) ?? [];
  const likely =
    sure.length > 0 ? sure : builders.filter(({ taken }) => taken.some(one => isBuiltFrom(one, child.path)));
  for (const parent of likely) (parent as Growing).children.push(child);
}

function isBuiltFrom({ folder, tool }: Taken, path: string): boolean {
  return tool !== undefined && (folder === "" || path.startsWith(`${folder}/`));
}

/** Folder that says where an Application belongs that nobody deploys: what it deploys Applications from, or its own. */
export function homeOf({ taken, children, path }: DeployingApplication): string {
  const holds = (one: Taken) => {
    const paths = new Set(one.paths);
    return children.some(child => paths.has(child.path) || isBuiltFrom(one, child.path));
  };
  return taken.find(holds)?.folder || folderOf(path);
}
