import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";
import { fieldsOf, mappingsOf, textOf } from "./fields.ts";

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
