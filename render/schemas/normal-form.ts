import { FORMATS } from "./formats.ts";
import { goFault, isPlain } from "./go-pattern.ts";
import type { Limits, Schema, Type } from "./schema.ts";

/** A schema as it is published: of Kubernetes in OpenAPI 2, of a CRD in OpenAPI 3. */
export interface Published {
  readonly $ref?: string;
  readonly type?: Type;
  readonly properties?: Readonly<Record<string, Published>>;
  readonly additionalProperties?: Published | boolean;
  readonly items?: Published;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly allOf?: readonly Published[];
  readonly anyOf?: readonly Published[];
  readonly oneOf?: readonly Published[];
  readonly not?: Published;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-list-type"?: "atomic" | "map" | "set";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
}

/** Where a published schema cannot be read, and why. */
export interface Unreadable {
  /** Path of the field that it describes. */
  readonly field: string;
  readonly problem: string;
}

/**
 * The normal form of a published schema; what cannot be read goes into `unreadable`, and stands for anything.
 *
 * @param isStructural whether it is of a CRD: there an object without fields has none, in Kubernetes' own definitions
 *   it has any
 */
export function normalForm(
  published: Published,
  isStructural: boolean,
  unreadable: Unreadable[] = [],
  field = "",
): Schema {
  if (published.$ref !== undefined) return { ref: published.$ref.replace("#/definitions/", "") };
  const below = (schema: Published, more: string) => normalForm(schema, isStructural, unreadable, field + more);
  const constraint = (schema: Published) => open(normalForm(schema, isStructural, unreadable, field));
  const { properties, additionalProperties, items, nullable } = published;
  if (published["x-kubernetes-int-or-string"] === true) {
    const limits = limitsOf(published, unreadable, field);
    return { type: "int-or-string", ...(nullable === true && { nullable }), ...limits };
  }
  return {
    ...(published.type !== undefined && { type: published.type }),
    ...((nullable === true || (isStructural && published.default !== undefined)) && { nullable: true }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, below(schema, `.${name}`)]),
      ),
    }),
    ...(published["x-kubernetes-embedded-resource"] === true && embedded(published, below)),
    ...requiredOf(published),
    ...(typeof additionalProperties === "object" && { values: below(additionalProperties, ".*") }),
    ...(!isClosed(published, isStructural) && { open: true }),
    ...(items !== undefined && { items: below(items, "[]") }),
    ...keysOf(published),
    ...limitsOf(published, unreadable, field),
    ...conditionsOf(published, constraint),
  };
}

/** An object of any kind within another one: the three fields that each has are known. */
function embedded({ properties }: Published, below: (schema: Published, more: string) => Schema): Partial<Schema> {
  const own = Object.entries(properties ?? {}).map(([name, schema]) => [name, below(schema, `.${name}`)] as const);
  const text = { type: "string" } as const;
  return {
    properties: { apiVersion: text, kind: text, metadata: { type: "object", open: true }, ...Object.fromEntries(own) },
  };
}

/** Unknown fields are refused where some are known, and in a CRD where none are. */
function isClosed(published: Published, isStructural: boolean): boolean {
  if (published.type !== undefined && published.type !== "object") return true;
  if (published["x-kubernetes-preserve-unknown-fields"] === true) return false;
  if (published.additionalProperties === true) return false;
  if (published.properties !== undefined || published.additionalProperties !== undefined) return true;
  return isStructural && published.type === "object";
}

/** What `anyOf` and its like hold is a condition on a value, and no list of its fields. */
function open(schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, open(property)] as const);
  const isObject = schema.type === undefined || schema.type === "object";
  return {
    ...schema,
    ...(isObject && { open: true }),
    ...(schema.properties && { properties: Object.fromEntries(properties) }),
  };
}

/** A field with a default need not be written. */
function requiredOf({ required = [], properties = {} }: Published): Pick<Schema, "required"> {
  const wanted = required.filter(name => properties[name]?.default === undefined);
  return wanted.length === 0 ? {} : { required: wanted };
}

function keysOf(published: Published): Pick<Schema, "keys"> {
  if (published["x-kubernetes-list-type"] === "set") return { keys: [] };
  if (published["x-kubernetes-list-type"] === "map") return { keys: published["x-kubernetes-list-map-keys"] ?? [] };
  return {};
}

function conditionsOf(
  { allOf, anyOf, oneOf, not }: Published,
  constraint: (schema: Published) => Schema,
): Pick<Schema, "conditions"> {
  const conditions = {
    ...(allOf !== undefined && { allOf: allOf.map(constraint) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(constraint) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(constraint) }),
    ...(not !== undefined && { not: constraint(not) }),
  };
  return Object.keys(conditions).length === 0 ? {} : { conditions };
}

const PLAIN_LIMITS = [
  "enum",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

function limitsOf(published: Published, unreadable: Unreadable[], field: string): Pick<Schema, "limits"> {
  const plain = Object.entries(published).filter(([name]) => (PLAIN_LIMITS as readonly string[]).includes(name));
  const limits: Limits = {
    ...Object.fromEntries(plain),
    ...patternOf(published, unreadable, field),
    ...formatOf(published, unreadable, field),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}

function patternOf({ pattern }: Published, unreadable: Unreadable[], field: string): Limits {
  if (pattern === undefined) return {};
  const fault = goFault(pattern);
  if (fault === undefined) return isPlain(pattern) ? { pattern } : { goPattern: pattern };
  unreadable.push({
    field,
    problem: `its pattern ${JSON.stringify(pattern)} is no regular expression of Go: ${fault}`,
  });
  return {};
}

function formatOf({ format }: Published, unreadable: Unreadable[], field: string): Limits {
  if (format === undefined) return {};
  if (FORMATS[format] !== undefined) return { format };
  unreadable.push({
    field,
    problem: `its format ${JSON.stringify(format)} is not one that render/schemas/formats.ts knows`,
  });
  return {};
}
