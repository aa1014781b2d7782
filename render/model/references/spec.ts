import type { KubeObject } from "../../../platform/kube-object.ts";

/** An object, or the template of one, which may lack its kind. */
export type Specified = Readonly<Record<string, unknown>>;

/** The specification of an object, in the shape that its kind has; empty if there is none. */
export function specOf<Shape extends object>(object: Specified): Partial<Shape> {
  return (object.spec ?? {}) as Partial<Shape>;
}

/** A field beside the specification, in the shape that it has in objects of this kind. */
export function fieldOf<Shape>(object: KubeObject, field: string): Shape | undefined {
  return object[field] as Shape | undefined;
}
