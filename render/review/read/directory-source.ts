import type { DeclaredApplication, Source } from "./declared-application.ts";
import type { FolderIndex } from "./folder-index.ts";
import { globMatcher } from "./glob.ts";
import { isManifestName } from "./manifest.ts";
import type { Revision } from "./revision.ts";
import type { Found } from "./trouble.ts";

/** What an Application takes from one folder of the repository. */
export interface Taken {
  readonly folder: string;
  /** Whether there is no such folder: "app path does not exist" to Argo CD. */
  readonly isMissing: boolean;
  /** Files that it deploys as they are; none where a tool builds its objects. */
  readonly paths: readonly string[];
  /** What builds its objects, which is not done here: `Kustomize ("kustomization.yaml")`. */
  readonly tool?: string;
  readonly troubles: readonly Found[];
}

/**
 * Which files Argo CD takes as they are from the folder of a source, or which tool it hands the folder to.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ and .../tool_detection/
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/reposerver/repository/repository.go getPotentiallyValidManifests
 */
export function takenFrom(
  application: DeclaredApplication,
  source: Source & { readonly folder: string },
  revision: Revision,
  folders: FolderIndex,
): Taken {
  const { folder, directory } = source;
  const trouble = (what: string): Found => ({ path: application.path, what });
  const name = `Application "${application.name}"`;
  if (!folders.has(folder)) {
    const instead = instance(revision, folder);
    const what = `${name} fails: its path "${folder}" ${instead ?? "does not exist"}`;
    return { folder, isMissing: true, paths: [], troubles: [trouble(what)] };
  }
  const own = folders.filesIn(folder);
  const overrides = own.filter(path => OVERRIDES(application.name).includes(fileName(path)));
  const tool = toolOf(source, own);
  if (tool !== undefined) {
    const what = `${name} builds "${folder}" with ${tool}, which is not done here: its objects are not reviewed`;
    return { folder, isMissing: false, paths: [], tool, troubles: [trouble(what)] };
  }
  const { matches, troubles } = filterOf(directory, name, application.path);
  const all = directory.recurse ? folders.filesBelow(folder) : own;
  const start = folder === "" ? 0 : folder.length + 1;
  const taken = all.filter(path => isTakenName(path) && matches(path.slice(start)));
  const isFile = (path: string) => revision.files.get(path)?.kind === "file";
  return {
    folder,
    isMissing: false,
    paths: taken.filter(path => isFile(path) && isManifestName(path)),
    troubles: [
      ...troubles,
      ...overrides.map(path => ({ path, what: `overrides settings of ${name}, which is not understood here` })),
      ...all.flatMap(path => notTaken(path, revision, isTakenName(path) && matches(path.slice(start)), name)),
    ],
  };
}

const OVERRIDES = (application: string) => [".argocd-source.yaml", `.argocd-source-${application}.yaml`];

function isTakenName(path: string): boolean {
  return isManifestName(path) || path.endsWith(".jsonnet");
}

/** Why a file that Argo CD would take is left out here. */
function notTaken(path: string, { files }: Revision, isTaken: boolean, name: string): Found[] {
  const kind = files.get(path)?.kind;
  if (kind === "submodule") return [{ path, what: `is a submodule: what ${name} deploys from it is not reviewed` }];
  if (!isTaken) return [];
  if (kind === "symbolic link")
    return [{ path, what: `is a symbolic link, which is not followed: ${name} deploys its target` }];
  if (!path.endsWith(".jsonnet")) return [];
  return [{ path, what: `is Jsonnet, which is not evaluated here: what ${name} deploys from it is not reviewed` }];
}

/** Why a path is no folder: it is a link, or in a submodule. */
function instance({ files }: Revision, folder: string): string | undefined {
  for (let path = folder; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) {
    const kind = files.get(path)?.kind;
    if (kind === "symbolic link") return `is a symbolic link, or below one, and is not followed here`;
    if (kind === "submodule") return `is a submodule, or in one, and is not read here`;
    if (kind === "file") return "is a file";
  }
  return undefined;
}

/** The tool that a source names, or that what lies in the folder itself asks for. */
function toolOf({ tools, isExplicit }: Source, paths: readonly string[]): string | undefined {
  if (tools.length > 0) return tools.join(" and ");
  if (isExplicit) return undefined;
  const tool = toolBeside(paths);
  return tool === undefined ? undefined : `${tool.name} ("${tool.file}")`;
}

/** The tool that one of the files of a folder asks for, and that file. */
export function toolBeside(paths: readonly string[]): { readonly name: string; readonly file: string } | undefined {
  const files = paths.map(fileName);
  const chart = files.find(file => file.endsWith("Chart.yaml"));
  if (chart !== undefined) return { name: "Helm", file: chart };
  const kustomization = files.find(file => KUSTOMIZATIONS.includes(file));
  return kustomization === undefined ? undefined : { name: "Kustomize", file: kustomization };
}

const KUSTOMIZATIONS = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

function filterOf({ include, exclude }: Source["directory"], name: string, path: string) {
  const [included, excluded] = [include, exclude].map(pattern => (pattern === "" ? undefined : globMatcher(pattern)));
  const isBroken = (pattern: string, matcher: unknown) => pattern !== "" && matcher === undefined;
  return {
    matches: (file: string) => !(excluded?.(file) ?? false) && (include === "" || (included?.(file) ?? false)),
    troubles: [
      ...(isBroken(include, included)
        ? [{ path, what: `${name} deploys nothing: its include pattern "${include}" is not valid` }]
        : []),
      ...(isBroken(exclude, excluded)
        ? [{ path, what: `${name} excludes nothing: its exclude pattern "${exclude}" is not valid` }]
        : []),
    ],
  };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
