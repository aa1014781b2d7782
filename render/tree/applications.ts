import { groupKind } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { asList, asMapping } from "./plain-values.ts";
import type { Reading } from "./read-objects.ts";
import { remember } from "./remember.ts";
import type { Tree } from "./tree.ts";

/** What an Argo CD Application says about its objects, as far as deleting them goes. */
export interface Application {
  readonly name: string;
  /** Namespace for objects that name none; "" if it names none either. */
  readonly namespace: string;
  /** Whether a sync by itself deletes what left git. */
  readonly prunes: boolean;
  readonly syncOptions: readonly string[];
  /** Whether its own deletion deletes its objects. */
  readonly cascades: boolean;
  /** The Application as it is written. */
  readonly object: KubeObject;
}

/** Finds the Applications of one tree; whatever was asked is answered from memory the second time. */
export interface Applications {
  /** The Application of this name, wherever it lies below `<cluster>/applications/`. */
  byName(cluster: string, name: string): Application | undefined;
  /** The Application that syncs `<cluster>/applications/`: the one which all others hang from. */
  root(cluster: string): Application | undefined;
}

/**
 * Nothing is read before somebody asks, and then only files that can hold the answer.
 *
 * @param read parses the text of one file
 */
export function applicationsOf(tree: Tree, read: (text: string) => Reading): Applications {
  const textsOf = remember((cluster: string) => textsBelow(tree, `${cluster}/applications/`));
  const search = (cluster: string, word: string) =>
    textsOf(cluster)
      .filter(text => text.includes(word))
      .flatMap(text => declared(text, read));
  return {
    byName: remember((cluster: string, name: string) => {
      const isNamed = (application: Application) => application.name === name;
      const expected = tree.get(`${cluster}/applications/application-${name}.yaml`) ?? "";
      return declared(expected, read).find(isNamed) ?? search(cluster, name).find(isNamed);
    }),
    root: remember((cluster: string) => {
      const folder = `${cluster}/applications`;
      return search(cluster, folder).find(({ object }) => hasSource(object, folder));
    }),
  };
}

function textsBelow(tree: Tree, folder: string): string[] {
  return [...tree].filter(([path]) => path.startsWith(folder)).map(([, text]) => text);
}

function declared(text: string, read: (text: string) => Reading): Application[] {
  const reading = read(text);
  return "objects" in reading ? reading.objects.filter(isApplication).map(understand) : [];
}

/**
 * The Application that deploys the files of a folder.
 *
 * @param folder second segment of their path: the name of the Application, or `applications`, which the root deploys
 */
export function managerOf({ root, byName }: Applications, cluster: string, folder: string): Application | undefined {
  return folder === "applications" ? root(cluster) : byName(cluster, folder);
}

export function isApplication(object: KubeObject): boolean {
  return groupKind(object) === "argoproj.io/Application";
}

/**
 * What the object of an Application says.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/ and .../app_deletion/
 */
export function understand(object: KubeObject): Application {
  const spec = asMapping(object.spec);
  const policy = asMapping(spec.syncPolicy);
  const automated = asMapping(policy.automated);
  const { namespace } = asMapping(spec.destination);
  return {
    name: object.metadata.name,
    namespace: typeof namespace === "string" ? namespace : "",
    prunes: automated.prune === true && automated.enabled !== false,
    syncOptions: asList(policy.syncOptions).map(String),
    cascades: asList(object.metadata.finalizers).some(finalizer => CASCADE.test(String(finalizer))),
    object,
  };
}

const CASCADE = /^resources-finalizer\.argocd\.argoproj\.io(\/(foreground|background))?$/;

/** Whether one of its sources is this folder, below whatever else. */
function hasSource(object: KubeObject, folder: string): boolean {
  const spec = asMapping(object.spec);
  return [spec.source, ...asList(spec.sources)].some(source => {
    const path = String(asMapping(source).path ?? "").replace(/\/+$/, "");
    return path === folder || path.endsWith(`/${folder}`);
  });
}
