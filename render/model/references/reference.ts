import type { KubeObject } from "../../../platform/kube-object.ts";

/** How one object depends on another. */
export type Via = "references" | "routes" | "secrets" | "volumes";

/** A name in one object that another object must carry. */
export interface Reference {
  readonly via: Via;
  readonly kind: string;
  /** Absent: the kind belongs to no namespace. */
  readonly namespace?: string;
  readonly name: string;
  /** Where the name stands: `spec.template.spec.serviceAccountName`. */
  readonly field: string;
  /** Port of a Service, by name or number. */
  readonly port?: string | number;
  readonly optional: boolean;
}

/** To an object in the object's own namespace. */
export function local(
  object: KubeObject,
  kind: string,
  name: string,
  field: string,
  via: Via = "references",
  optional = false,
): Reference {
  return { ...inNamespaceOf(object, kind, name, field), via, optional };
}

/** To an object in `namespace`, by default the object's own. */
export function inNamespaceOf(
  object: KubeObject,
  kind: string,
  name: string,
  field: string,
  namespace = object.metadata.namespace,
): Reference {
  return { via: "references", kind, name, field, optional: false, ...(namespace !== undefined && { namespace }) };
}

/** To an object that belongs to no namespace. */
export function clusterWide(kind: string, name: string, field: string, via: Via = "references"): Reference {
  return { via, kind, name, field, optional: false };
}

/** To a Service that requests go to, in `namespace`, by default the object's own. */
export function toService(
  object: KubeObject,
  name: string,
  port: string | number | undefined,
  field: string,
  namespace?: string,
): Reference {
  const reference = inNamespaceOf(object, "Service", name, field, namespace);
  return { ...reference, via: "routes", ...(port !== undefined && { port }) };
}
