import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { mappingsOf, textsOf } from "./fields.ts";

/** One rule of a Role or ClusterRole. */
export interface RbacRule {
  /** API groups; "" is the core group. */
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Names of the objects it is limited to; empty for no limit. */
  readonly names: readonly string[];
  /** Paths of the API server that are no resources. */
  readonly urls: readonly string[];
}

/** What is allowed with one thing. */
export interface Grant {
  /** `apps/deployments`, `secrets "token"`, `/metrics`. */
  readonly thing: string;
  readonly verbs: readonly string[];
}

/** Rules of a Role or ClusterRole; undefined for what is neither. */
export function rulesOf(object: KubeObject): RbacRule[] | undefined {
  if (!ROLES.has(groupKind(object))) return undefined;
  return mappingsOf(object.rules).map(rule => ({
    groups: textsOf(rule.apiGroups),
    resources: textsOf(rule.resources),
    verbs: textsOf(rule.verbs),
    names: textsOf(rule.resourceNames),
    urls: textsOf(rule.nonResourceURLs),
  }));
}

const ROLES: ReadonlySet<string> = new Set(["Role", "ClusterRole"].map(kind => `rbac.authorization.k8s.io/${kind}`));

/**
 * What some rules allow that others do not; a wildcard covers what it stands for.
 *
 * @see pkg/apis/rbac/v1/evaluation_helpers.go of Kubernetes
 */
export function gained(before: readonly RbacRule[], after: readonly RbacRule[]): Grant[] {
  const grants = after
    .flatMap(rule => wishes(rule))
    .map(({ thing, verbs, allows }) => ({
      thing,
      verbs: verbs.filter(verb => !before.some(old => has(old.verbs, verb) && allows(old))),
    }));
  const byThing = Map.groupBy(grants, ({ thing }) => thing);
  return [...byThing].flatMap(([thing, some]) => {
    const verbs = [...new Set(some.flatMap(grant => grant.verbs))];
    return verbs.length === 0 ? [] : [{ thing, verbs }];
  });
}

/** Whether a rule speaks of a resource, by its own name or a wildcard: `covers(rule, "", "pods/exec")`. */
export function covers(rule: RbacRule, group: string, resource: string): boolean {
  return has(rule.groups, group) && hasResource(rule, resource);
}

interface Wish extends Grant {
  /** Whether a rule is about this thing. */
  readonly allows: (rule: RbacRule) => boolean;
}

function wishes({ groups, resources, verbs, names, urls }: RbacRule): Wish[] {
  const limits = names.length === 0 ? [undefined] : names;
  return [
    ...groups.flatMap(group =>
      resources.flatMap(resource =>
        limits.map(name => ({
          thing: `${group === "" ? "" : `${group}/`}${resource}${name === undefined ? "" : ` "${name}"`}`,
          verbs,
          allows: (rule: RbacRule) => covers(rule, group, resource) && isFor(rule, name),
        })),
      ),
    ),
    ...urls.map(url => ({
      thing: url,
      verbs,
      allows: (rule: RbacRule) => rule.urls.some(known => isBelow(known, url)),
    })),
  ];
}

function isFor({ names }: RbacRule, name: string | undefined): boolean {
  return names.length === 0 || (name !== undefined && names.includes(name));
}

/** A resource by its name, or a subresource of every resource. */
function hasResource({ resources }: RbacRule, resource: string): boolean {
  const [, subresource] = resource.split("/");
  return has(resources, resource) || (subresource !== undefined && resources.includes(`*/${subresource}`));
}

function isBelow(pattern: string, url: string): boolean {
  return pattern === url || (pattern.endsWith("*") && url.startsWith(pattern.slice(0, -1)));
}

function has(list: readonly string[], value: string): boolean {
  return list.includes(value) || list.includes("*");
}
