import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf } from "../objects/fields.ts";
import { matchesPattern, type PatternStyle } from "./go-pattern.ts";

/** What an AppProject refuses, one clause each; undefined where it permits. Names stand in double quotes. */
export interface Project {
  /** @param destination of the Application */
  source(source: Fields): string | undefined;
  destination(destination: Fields): string | undefined;
  /** @param namespace where the object lands; "" for a cluster-scoped kind */
  object(object: KubeObject, namespace: string, destination: Fields): string | undefined;
}

/**
 * The rules of IsSourcePermitted, IsDestinationPermitted and IsGroupKindNamePermitted.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/app_project_types.go
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function projectOf({ metadata, spec }: KubeObject): Project {
  const { sourceRepos, destinations, ...lists } = fieldsOf(spec);
  const name = `project "${metadata.name}"`;
  const places = mappingsOf(destinations);
  return {
    source({ repoURL }) {
      const repository = textOf(repoURL) ?? "";
      return permitsRepository(textsOf(sourceRepos), repository) ? undefined : `${name} does not permit its repository`;
    },
    destination(destination) {
      const namespace = textOf(destination.namespace) ?? "";
      if (permitsPlace(places, placeOf(destination), namespace)) return undefined;
      return `${name} does not permit its destination, namespace "${namespace}"`;
    },
    object(object, namespace, destination) {
      if (!permitsKind(lists, object, namespace === ""))
        return `${name} does not permit ${object.kind} "${object.metadata.name}"`;
      if (namespace === "" || permitsPlace(places, placeOf(destination), namespace)) return undefined;
      return `${name} does not permit namespace "${namespace}"`;
    },
  };
}

const SLASHES: PatternStyle = { separator: "/", braces: true };
const PATHS: PatternStyle = { separator: "/" };
const ANY: PatternStyle = { braces: true };

function permitsRepository(patterns: readonly string[], repository: string): boolean {
  const matches = (pattern: string) => matchesPattern(normalized(pattern), normalized(repository), SLASHES);
  const denied = patterns.filter(isDenial).some(pattern => matches(pattern.slice(1)));
  return !denied && patterns.some(pattern => (isDenial(pattern) ? !matches(pattern.slice(1)) : matches(pattern)));
}

/** NormalizeGitURL in https://github.com/argoproj/argo-cd/blob/v3.5.1/util/git/git.go */
function normalized(repository: string): string {
  const text = repository.trim().toLowerCase();
  const ssh = /^[^/:@]+@[^/:]+:/.test(text) ? text.replace(":", "/") : text.replace(/^ssh:\/\//, "");
  return ssh.replace(/\.git$/, "");
}

/** A cluster; git knows it by its address or by its name, and the one that Argo CD runs in by both. */
interface Place {
  readonly server: string;
  readonly name: string;
}

function placeOf(destination: Fields): Place {
  const [server, name] = [textOf(destination.server) ?? "", textOf(destination.name) ?? ""];
  const isOwn = server === OWN.server || name === OWN.name;
  return isOwn ? OWN : { server, name };
}

const OWN: Place = { server: "https://kubernetes.default.svc", name: "in-cluster" };

function permitsPlace(items: readonly Fields[], { server, name }: Place, namespace: string): boolean {
  let isPermitted = false;
  for (const item of items) {
    const patterns = {
      name: textOf(item.name) ?? "",
      server: textOf(item.server) ?? "",
      namespace: textOf(item.namespace) ?? "",
    };
    const byName = name !== "" && fits(patterns.name, name);
    const byServer = server !== "" && fits(patterns.server, server);
    const byNamespace = fits(patterns.namespace, namespace);
    if ((byServer || byName) && byNamespace) isPermitted = true;
    else if (!byName && isDenial(patterns.name)) return false;
    else if (!byServer && isDenial(patterns.server) && byNamespace) return false;
    else if (!byNamespace && isDenial(patterns.namespace) && byServer) return false;
  }
  return isPermitted;
}

function fits(pattern: string, text: string): boolean {
  return isDenial(pattern) ? !matchesPattern(pattern.slice(1), text, ANY) : matchesPattern(pattern, text, ANY);
}

function isDenial(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** Without a list every namespaced kind is permitted, and no cluster-scoped one. */
function permitsKind(lists: Fields, object: KubeObject, isClusterScoped: boolean): boolean {
  const isIn = (list: unknown) => mappingsOf(list).some(item => names(item, object, isClusterScoped));
  if (isClusterScoped) return isIn(lists.clusterResourceWhitelist) && !isIn(lists.clusterResourceBlacklist);
  const white = lists.namespaceResourceWhitelist;
  return (white === undefined || white === null || isIn(white)) && !isIn(lists.namespaceResourceBlacklist);
}

/** Only lists of cluster-scoped kinds know names. */
function names({ group, kind, name }: Fields, object: KubeObject, isClusterScoped: boolean): boolean {
  const own = object.apiVersion.includes("/") ? object.apiVersion.slice(0, object.apiVersion.indexOf("/")) : "";
  return (
    matchesPattern(textOf(kind) ?? "", object.kind, PATHS) &&
    matchesPattern(textOf(group) ?? "", own, PATHS) &&
    (name === undefined ||
      name === "" ||
      !isClusterScoped ||
      matchesPattern(textOf(name) ?? "", object.metadata.name, PATHS))
  );
}
