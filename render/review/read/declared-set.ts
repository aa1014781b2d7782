import type { KubeObject } from "../../../platform/kube-object.ts";
import { asList, asMapping, asText } from "../../tree/plain-values.ts";
import { plainPath } from "./declared-application.ts";

/** An ApplicationSet as one file declares it. It is not expanded: known is only where it may take objects from. */
export interface DeclaredSet {
  readonly path: string;
  readonly name: string;
  readonly places: readonly SetPlace[];
}

/** Folders, or files, that an ApplicationSet may take objects or parameters from. */
export interface SetPlace {
  readonly repoURL: string;
  /** By segment, as they are written; undefined for one that may be called anything: `["apps", undefined]`. */
  readonly segments: readonly (string | undefined)[];
  readonly kind: "folder" | "file";
}

/**
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/
 */
export function declaredSet(path: string, object: KubeObject): DeclaredSet {
  const { generators, template } = asMapping(object.spec);
  const spec = asMapping(asMapping(template).spec);
  const sources = [spec.source, ...asList(spec.sources)].map(asMapping);
  const all = asList(generators).flatMap(generator => withInner(asMapping(generator)));
  const git = all.map(({ git }) => asMapping(git));
  const elements = all.flatMap(({ list }) => asList(asMapping(list).elements).map(asMapping));
  return {
    path,
    name: object.metadata.name,
    places: [
      ...git.flatMap(generator => [
        ...placesOf(generator.directories, "folder", asText(generator.repoURL)),
        ...placesOf(generator.files, "file", asText(generator.repoURL)),
      ]),
      ...sources.flatMap(source =>
        pathsOf(asText(source.path), elements).map(folder => placeOf(folder, "folder", asText(source.repoURL))),
      ),
    ].filter(({ segments }) => segments.length > 0),
  };
}

/** A generator, and those that a matrix or a merge is made of. */
function withInner(generator: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const inner = [generator.matrix, generator.merge].flatMap(one => asList(asMapping(one).generators));
  return [generator, ...inner.flatMap(one => withInner(asMapping(one)))];
}

function placesOf(items: unknown, kind: SetPlace["kind"], repoURL: string): SetPlace[] {
  const included = asList(items)
    .map(asMapping)
    .filter(({ exclude }) => exclude !== true);
  return included.map(({ path }) => placeOf(asText(path), kind, repoURL));
}

/** What stands before `**` is a folder, whatever it is meant for. */
function placeOf(path: string, kind: SetPlace["kind"], repoURL: string): SetPlace {
  const segments = plainPath(path.replaceAll(/\{\{[^{}]*\}\}/g, "*")).split("/");
  const end = segments.findIndex(segment => segment.includes("**"));
  const known = end === -1 ? segments : segments.slice(0, end);
  const isKnown = (segment: string) => !/[*?[{\\]/.test(segment);
  return {
    repoURL,
    segments: known.filter(segment => segment !== "").map(segment => (isKnown(segment) ? segment : undefined)),
    kind: end === -1 ? kind : "folder",
  };
}

/** The path of a template with the values of each element of a list; a parameter of another generator stays. */
function pathsOf(path: string, elements: readonly Readonly<Record<string, unknown>>[]): string[] {
  const filled = elements.map(element =>
    path.replaceAll(PARAMETER, (all, name: string) => (typeof element[name] === "string" ? element[name] : all)),
  );
  return [...new Set([path, ...filled])].filter(one => !isAnything(one));
}

const PARAMETER = /\{\{-?\s*\.?(\w+)\s*-?\}\}/g;

/** A path that is one parameter: what its generator finds counts in its place. */
function isAnything(path: string): boolean {
  return /^\{\{[^{}]*\}\}$/.test(path.trim());
}

/** Whether a set may take a file from one of its places. More than the truth: a wildcard matches any one segment. */
export function mayTake({ segments, kind }: SetPlace, path: string): boolean {
  const parts = path.split("/");
  const isDeep = kind === "folder" ? parts.length > segments.length : parts.length === segments.length;
  return isDeep && segments.every((segment, index) => segment === undefined || segment === parts[index]);
}
