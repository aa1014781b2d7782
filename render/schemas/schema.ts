/**
 * What a value must look like, in one form for Kubernetes' own definitions and for those of CRDs. It is plain data: made
 * once for each pinned file, kept on disk, and walked as it is by `faults-of.ts`.
 *
 * Own code and no general validator, for unknown fields, null, amounts, lists with keys and patterns mean something of
 * their own here, and it starts sooner: ajv 8.20 takes 0.7 s to compile the twenty kinds of a lab, and 12 ms to load the
 * 2.2 MB of code that it made, where all of a lab is validated in 8 ms.
 *
 * Rules in CEL (`x-kubernetes-validations`) are not evaluated: they are left to the API server of the test bed.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface Schema {
  /** Name of a definition of Kubernetes that stands here. With it there is nothing else. */
  readonly ref?: string;
  /** Absent: anything. */
  readonly type?: Type;
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Of each field that `properties` does not name. */
  readonly values?: Schema;
  /** Whether fields pass that `properties` does not name; else, and without `values`, they are refused. */
  readonly open?: true;
  readonly items?: Schema;
  /** Fields of which no two items of the list may have the same values; none: no two items may be the same. */
  readonly keys?: readonly string[];
  readonly limits?: Limits;
  readonly conditions?: Conditions;
}

/** What is true of a value besides its type. Apart from the rest, for most values have none, and are passed faster. */
export interface Limits {
  readonly enum?: readonly unknown[];
  /** Regular expression that means the same in Go and in JavaScript. */
  readonly pattern?: string;
  /** One that only Go reads as it is meant. */
  readonly goPattern?: string;
  /** One of `formats.ts`. */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: true;
  readonly exclusiveMaximum?: true;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Regular expression of JavaScript that the name of each field matches. */
  readonly keyPattern?: string;
}

/** Schemas that a value meets besides its own. */
export interface Conditions {
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
}

export type Type = "object" | "array" | "string" | "integer" | "number" | "boolean" | "int-or-string" | "quantity";

/** The definition of Kubernetes for what every object carries. */
export const OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** Such as `apps/v1 Deployment`. */
export function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}
