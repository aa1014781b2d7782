import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Application, understand } from "../../tree/applications.ts";
import { asList, asMapping, asText } from "../../tree/plain-values.ts";

/** An Application as one file declares it. Its place in a cluster is found out later. */
export interface DeclaredApplication extends Application {
  readonly path: string;
  readonly sources: readonly Source[];
  /** Cluster that it deploys to; "" for its own. */
  readonly destination: string;
}

/** Where an Application takes objects from. */
export interface Source {
  readonly repoURL: string;
  /** From the root of its repository, "" for that; undefined for a chart, and for one that only lends its files. */
  readonly folder: string | undefined;
  readonly targetRevision: string;
  readonly directory: Directory;
  /** Tools that it names itself: `Helm`, `Kustomize`, `a plugin`. */
  readonly tools: readonly string[];
  /** Name by which other sources reach into its repository; "" for none. */
  readonly ref: string;
  /** Files of values for a chart, as they are written: from the folder, from the root (`/`), or of a source (`$ref/`). */
  readonly valueFiles: readonly string[];
  /** Whether it says that the folder is to be taken as it is, whatever lies in it. */
  readonly isExplicit: boolean;
}

export interface Directory {
  readonly recurse: boolean;
  readonly include: string;
  readonly exclude: string;
}

export function declaredApplication(path: string, object: KubeObject): DeclaredApplication {
  const spec = asMapping(object.spec);
  const { server, name } = asMapping(spec.destination);
  const several = asList(spec.sources);
  const hydrated = asMapping(spec.sourceHydrator);
  const sources = several.length > 0 ? several : [spec.source ?? hydratedSource(hydrated)];
  return {
    ...understand(object),
    path,
    sources: sources.filter(source => source !== undefined).map(sourceOf),
    destination: destinationOf(asText(server), asText(name)),
  };
}

/** What a hydrator writes to a branch of its own is not in this tree: its path there is all that is known. */
function hydratedSource({ drySource, syncSource }: Readonly<Record<string, unknown>>): unknown {
  if (drySource === undefined) return undefined;
  const { targetBranch, path } = asMapping(syncSource);
  return { repoURL: asMapping(drySource).repoURL, path, targetRevision: targetBranch, plugin: {} };
}

const OWN_SERVER = "https://kubernetes.default.svc";

function destinationOf(server: string, name: string): string {
  const destination = server || name;
  return [OWN_SERVER, "in-cluster"].includes(destination.replace(/\/$/, "")) ? "" : destination;
}

/** https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/types.go ExplicitType */
function sourceOf(value: unknown): Source {
  const { repoURL, path, chart, ref, targetRevision, directory, helm, kustomize, plugin } = asMapping(value);
  const { recurse, include, exclude, jsonnet } = asMapping(directory);
  const only = { recurse: recurse === true, include: asText(include), exclude: asText(exclude) };
  const isLender = ref !== undefined && asText(path) === "";
  return {
    repoURL: asText(repoURL),
    folder: asText(chart) !== "" || isLender ? undefined : pathOf(asText(path)),
    targetRevision: asText(targetRevision),
    directory: only,
    tools: [
      ...(isEmpty(helm) ? [] : ["Helm"]),
      ...(isEmpty(kustomize) ? [] : ["Kustomize"]),
      ...(plugin === undefined || plugin === null ? [] : ["a plugin"]),
    ],
    ref: asText(ref),
    valueFiles: asList(asMapping(helm).valueFiles).map(asText),
    isExplicit: only.recurse || only.include !== "" || only.exclude !== "" || !isEmpty(jsonnet),
  };
}

/** One that begins with a slash is an error to Argo CD, and stays as it is: no folder is called so. */
function pathOf(path: string): string {
  return path.startsWith("/") ? path : plainPath(path);
}

function isEmpty(value: unknown): boolean {
  return Object.keys(asMapping(value)).length === 0;
}

/** `./apps//erp/` is `apps/erp`; what leads out of the repository stays as it is, and is no folder of it. */
export function plainPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments.join("/");
}
