import type { KubeObject } from "../../platform/kube-object.ts";
import { label } from "../../platform/object-identity.ts";

/** Something in one of our custom resources that a new CRD takes otherwise. */
export interface SchemaChange {
  /** The first of our objects that it hits. */
  readonly object: string;
  /** Field with lists as `[]`, such as `spec.routes[].match`; absent where it is the whole object. */
  readonly field?: string;
  readonly problem: string;
}

/**
 * What the new CRDs no longer take as the old ones did, of all that our objects say: kinds and versions that are no
 * longer served, fields that vanished or have another type, and fields that became required.
 */
export function schemaChanges(
  objects: readonly KubeObject[],
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): SchemaChange[] {
  const [old, fresh] = [versionsOf(before), versionsOf(after)];
  const changes = objects.flatMap(object => changesOf(object, old, fresh));
  const same = ({ object, field, problem }: SchemaChange) => JSON.stringify([object.split("/")[0], field, problem]);
  return [...Map.groupBy(changes, same).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

/** The part of a CRD's schema that says which fields there are. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
}

interface CrdSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly CrdVersion[];
}

/** Schemas by apiVersion and kind, of those that are served. */
type Schemas = ReadonlyMap<string, Schema>;

function versionsOf(definitions: readonly KubeObject[]): Schemas {
  return new Map(
    definitions.flatMap(({ spec }) => {
      const { group, names, versions } = spec as CrdSpec;
      return versions
        .filter(({ served }) => served)
        .map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema?.openAPIV3Schema ?? {}] as const);
    }),
  );
}

function changesOf(object: KubeObject, before: Schemas, after: Schemas): SchemaChange[] {
  const kind = `${object.apiVersion} ${object.kind}`;
  const [old, fresh] = [before.get(kind), after.get(kind)];
  if (old === undefined) return [];
  if (fresh === undefined) return [{ object: label(object), problem: `${kind} is no longer served` }];
  const { apiVersion: _, kind: __, metadata: ___, ...said } = object;
  return fieldChanges("", said, old, fresh).map(change => ({ object: label(object), ...change }));
}

type FieldProblem = Required<Pick<SchemaChange, "field" | "problem">>;

function fieldChanges(field: string, value: unknown, old: Schema, fresh: Schema): FieldProblem[] {
  if (isRetyped(old, fresh)) {
    return [{ field, problem: `its type was ${typeOf(old)} and is ${typeOf(fresh)}` }];
  }
  if (Array.isArray(value)) return value.flatMap(item => inner(`${field}[]`, item, old.items, fresh.items));
  if (typeof value !== "object" || value === null) return [];
  return [
    ...Object.entries(value).flatMap(([key, within]) => {
      const path = field === "" ? key : `${field}.${key}`;
      return inner(path, within, propertyOf(old, key), propertyOf(fresh, key));
    }),
    ...newlyRequired(old, fresh)
      .filter(key => !Object.hasOwn(value, key))
      .map(key => ({ field: field === "" ? key : `${field}.${key}`, problem: "it is required now, and missing" })),
  ];
}

/** Below a field that the old schema knows nothing of, there is nothing to lose. */
function inner(field: string, value: unknown, old: Schema | undefined, fresh: Schema | undefined): FieldProblem[] {
  if (old === undefined) return [];
  return fresh === undefined ? [{ field, problem: "it is gone" }] : fieldChanges(field, value, old, fresh);
}

function propertyOf(schema: Schema, key: string): Schema | undefined {
  const { properties, additionalProperties } = schema;
  const anything = schema["x-kubernetes-preserve-unknown-fields"] === true || additionalProperties === true;
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  if (typeof additionalProperties === "object") return additionalProperties;
  return anything ? {} : undefined;
}

/** Whether both say a type, and not the same. */
function isRetyped(old: Schema, fresh: Schema): boolean {
  return typeOf(old) !== typeOf(fresh) && typeOf(old) !== ANYTHING && typeOf(fresh) !== ANYTHING;
}

function newlyRequired(old: Schema, fresh: Schema): string[] {
  return (fresh.required ?? []).filter(
    key => !old.required?.includes(key) && fresh.properties?.[key]?.default === undefined,
  );
}

function typeOf(schema: Schema): string {
  return schema["x-kubernetes-int-or-string"] === true ? "integer or string" : (schema.type ?? ANYTHING);
}

const ANYTHING = "anything";
