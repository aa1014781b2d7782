import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf } from "./fields.ts";

/** Something that an AppProject allows or forbids: a repository, a destination, a kind. */
export interface Permission {
  /** Field of the project's spec that says so. */
  readonly field: string;
  /** As a person reads it: `batch/Job`, `erp of https://kubernetes.default.svc`. */
  readonly text: string;
  /** Patterns by name; a permission covers another if each of its patterns does. */
  readonly patterns: Readonly<Record<string, string>>;
}

/**
 * What one project allows that the other does not: what is newly allowed, and what is no longer forbidden. The other way
 * round it tells what was taken away. A permission that a wider one covers is not new.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function grants(before: KubeObject, after: KubeObject): Permission[] {
  const [old, fresh] = [permissionsOf(before), permissionsOf(after)];
  return [...uncovered(fresh.allowed, old.allowed), ...uncovered(old.forbidden, fresh.forbidden)];
}

function uncovered(some: readonly Permission[], others: readonly Permission[]): Permission[] {
  return some.filter(one => !others.some(other => covers(other, one)));
}

interface Permissions {
  readonly allowed: readonly Permission[];
  readonly forbidden: readonly Permission[];
}

/** Rules of isGroupKindPermitted in Argo CD's pkg/apis/application/v1alpha1/types.go: no list of namespaced kinds allows all. */
function permissionsOf(project: KubeObject): Permissions {
  const spec = fieldsOf(project.spec);
  const all = [
    ...textsOf(spec.sourceRepos).map(text => permission("sourceRepos", text, { repository: normalized(text) })),
    ...textsOf(spec.sourceNamespaces).map(text => permission("sourceNamespaces", text, { text })),
    ...mappingsOf(spec.destinations).map(destination),
    ...kinds("clusterResourceWhitelist", spec.clusterResourceWhitelist),
    ...kinds("namespaceResourceWhitelist", spec.namespaceResourceWhitelist ?? [{ group: "*", kind: "*" }]),
  ];
  return {
    allowed: all.filter(one => !isDenial(one)),
    forbidden: [
      ...all.filter(isDenial),
      ...kinds("clusterResourceBlacklist", spec.clusterResourceBlacklist),
      ...kinds("namespaceResourceBlacklist", spec.namespaceResourceBlacklist),
    ],
  };
}

function permission(field: string, text: string, patterns: Permission["patterns"]): Permission {
  return { field, text, patterns };
}

/** Argo CD takes `https://Git.example.net/lab` and `https://git.example.net/lab.git` for one repository. */
function normalized(repository: string): string {
  return repository
    .trim()
    .toLowerCase()
    .replace(/\.git$/, "");
}

/** Either address or name says which cluster; what is not written matches whatever is. */
function destination({ server, name, namespace }: Fields): Permission {
  const [address, alias, inside] = [textOf(server), textOf(name), textOf(namespace) ?? ""];
  const isOwn = address === OWN.server || alias === OWN.name;
  const cluster = isOwn ? OWN : { server: address ?? "*", name: alias ?? "*" };
  const text = `${inside} of ${address ?? alias ?? "any cluster"}`;
  return permission("destinations", text, { ...cluster, namespace: inside });
}

/** The cluster that Argo CD runs in, by both of its names. */
const OWN = { server: "https://kubernetes.default.svc", name: "in-cluster" };

function kinds(field: string, list: unknown): Permission[] {
  return mappingsOf(list).map(fields => {
    const [group, kind, name] = [textOf(fields.group) ?? "", textOf(fields.kind) ?? "", textOf(fields.name) || "*"];
    const text = `${group === "" ? "" : `${group}/`}${kind}${name === "*" ? "" : ` ${name}`}`;
    return permission(field, text, { group, kind, name });
  });
}

/** `!https://…` forbids. */
function isDenial({ patterns }: Permission): boolean {
  return Object.values(patterns).some(pattern => pattern.startsWith("!"));
}

function covers(wide: Permission, narrow: Permission): boolean {
  return (
    wide.field === narrow.field &&
    Object.entries(wide.patterns).every(([name, pattern]) => matches(pattern, narrow.patterns[name] ?? ""))
  );
}

/** `*` stands for any text. What is more than that (`[a-z]`, `{a,b}`) only covers itself. */
function matches(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  const [start = "", ...rest] = pattern.split("*");
  if (rest.length === 0 || !text.startsWith(start)) return false;
  const end = rest.pop() ?? "";
  let from = start.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - end.length >= from && text.endsWith(end);
}
