import type { KubeObject } from "../../../platform/kube-object.ts";
import { inNamespaceOf, local, type Reference } from "./reference.ts";
import { fieldOf } from "./spec.ts";

interface RoleRef {
  readonly kind: string;
  readonly name: string;
}

interface Subject extends RoleRef {
  readonly namespace?: string;
}

/** The role and the accounts of a RoleBinding: no people, and no roles of the cluster. */
export function fromRoleBinding(object: KubeObject): Reference[] {
  const roleRef = fieldOf<RoleRef>(object, "roleRef");
  const subjects = fieldOf<readonly Subject[]>(object, "subjects") ?? [];
  return [
    ...(roleRef?.kind === "Role" ? [local(object, "Role", roleRef.name, "roleRef")] : []),
    ...subjects.flatMap(({ kind, name, namespace }, index) =>
      kind === "ServiceAccount" ? [inNamespaceOf(object, kind, name, `subjects[${index}]`, namespace)] : [],
    ),
  ];
}
