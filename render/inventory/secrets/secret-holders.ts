import type { KubeObject } from "../../../platform/kube-object.ts";
import { objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";

/** A service account that Kubernetes lets read Secrets, whatever Vault says. */
export interface SecretHolder {
  /** `traefik/traefik` */
  readonly account: string;
  /** App or component whose binding it is. */
  readonly owner: string;
  /** Where; absent: in every namespace. */
  readonly namespace?: string;
}

/**
 * Service accounts whose rights hold for Secrets of any name, each once: in every namespace, else in those where they
 * are bound.
 */
export const secretHoldersOf = oncePerLab((lab): readonly SecretHolder[] => {
  const granting = grantingRoles(lab);
  const everywhere = holdersBy(lab, "ClusterRoleBinding", granting);
  const known = new Set(everywhere.map(({ account }) => account));
  const inPlaces = holdersBy(lab, "RoleBinding", granting).filter(({ account }) => !known.has(account));
  return [...unique(everywhere), ...unique(inPlaces)];
});

/**
 * Service accounts that may read every Secret of one namespace, and not those of all others.
 *
 * @param namespace absent: those who may in every namespace
 */
export function secretHoldersIn(lab: Lab, namespace?: string): readonly SecretHolder[] {
  return byNamespace(lab).get(namespace) ?? [];
}

const byNamespace = oncePerLab(lab => Map.groupBy(secretHoldersOf(lab), holder => holder.namespace));

/** Roles that Kubernetes brings itself, and that let read Secrets. */
const BUILT_IN = ["ClusterRole//admin", "ClusterRole//cluster-admin", "ClusterRole//edit"];

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs?: readonly string[];
}

function grantingRoles(lab: Lab): ReadonlySet<string> {
  const granting = objectsOfKind(lab, "ClusterRole", "Role").filter(({ object }) =>
    ((object.rules ?? []) as readonly Rule[]).some(readsSecrets),
  );
  return new Set([...BUILT_IN, ...granting.map(({ object }) => roleId(object.kind, object))]);
}

function readsSecrets({ apiGroups = [], resources = [], resourceNames = [], verbs = [] }: Rule): boolean {
  const includes = (list: readonly string[], ...words: readonly string[]) => words.some(word => list.includes(word));
  return (
    resourceNames.length === 0 &&
    includes(apiGroups, "", "*") &&
    includes(resources, "secrets", "*") &&
    includes(verbs, "get", "list", "watch", "*")
  );
}

interface Binding {
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

function holdersBy(
  lab: Lab,
  kind: "ClusterRoleBinding" | "RoleBinding",
  granting: ReadonlySet<string>,
): SecretHolder[] {
  return objectsOfKind(lab, kind).flatMap(({ unit, object }) => {
    const { roleRef, subjects = [] } = object as KubeObject & Binding;
    const { namespace } = object.metadata;
    if (roleRef === undefined) return [];
    const id = roleRef.kind === "Role" ? `Role/${namespace}/${roleRef.name}` : `ClusterRole//${roleRef.name}`;
    if (!granting.has(id)) return [];
    return subjects
      .filter(subject => subject.kind === "ServiceAccount")
      .map(subject => ({
        account: `${subject.namespace ?? namespace}/${subject.name}`,
        owner: ownerOf(unit),
        ...(kind === "RoleBinding" && namespace !== undefined && { namespace }),
      }));
  });
}

function roleId(kind: string, { metadata }: KubeObject): string {
  return kind === "Role" ? `Role/${metadata.namespace}/${metadata.name}` : `ClusterRole//${metadata.name}`;
}

function unique(holders: readonly SecretHolder[]): SecretHolder[] {
  return [...new Map(holders.map(holder => [`${holder.account} ${holder.namespace}`, holder])).values()];
}
