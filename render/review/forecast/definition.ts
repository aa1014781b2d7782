import type { KubeObject } from "../../../platform/kube-object.ts";
import { textOf, valueAt } from "../objects/fields.ts";

/** Group and kind of CRDs. */
export const DEFINITION = "apiextensions.k8s.io/CustomResourceDefinition";

/** Group and kind of what a CRD defines: `traefik.io/IngressRoute`. */
export function definedKind(definition: KubeObject): string {
  return `${textOf(valueAt(definition, "spec.group")) ?? ""}/${textOf(valueAt(definition, "spec.names.kind")) ?? ""}`;
}
