import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Desired, Placed } from "../desired.ts";
import { fieldsOf, mappingsOf, textOf } from "./fields.ts";
import { neighbour } from "./neighbour.ts";
import { rulesOf } from "./rbac-rules.ts";

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding {
  /** Whether it counts in every namespace. */
  readonly isEverywhere: boolean;
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly Subject[];
}

export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** Only of service accounts. */
  readonly namespace: string;
  /** As a person reads it: `ServiceAccount erp/web`, `Group ops`. */
  readonly text: string;
}

/** Undefined for what is no binding. */
export function bindingOf({ object, namespace }: Placed): Binding | undefined {
  const kind = groupKind(object);
  if (kind !== EVERYWHERE && kind !== "rbac.authorization.k8s.io/RoleBinding") return undefined;
  const role = fieldsOf(object.roleRef);
  return {
    isEverywhere: kind === EVERYWHERE,
    role: { kind: textOf(role.kind) ?? "", name: textOf(role.name) ?? "" },
    subjects: mappingsOf(object.subjects).map(subject => {
      const [kind, name] = [textOf(subject.kind) ?? "", textOf(subject.name) ?? ""];
      const place = kind === "ServiceAccount" ? (textOf(subject.namespace) ?? namespace) : "";
      return { kind, name, namespace: place, text: `${kind} ${place === "" ? "" : `${place}/`}${name}` };
    }),
  };
}

const EVERYWHERE = "rbac.authorization.k8s.io/ClusterRoleBinding";

/** Whether a binding gives `cluster-admin`, or a ClusterRole in git that allows as much under another name. */
export function allowsAll({ role }: Binding, placed: Placed, desired: Desired): boolean {
  if (role.kind !== "ClusterRole") return false;
  if (role.name === "cluster-admin") return true;
  const known = neighbour(placed, desired, "rbac.authorization.k8s.io/ClusterRole", "", role.name);
  const rules = (known && rulesOf(known.object)) ?? [];
  return rules.some(({ groups, resources, verbs }) => [groups, resources, verbs].every(list => list.includes("*")));
}
