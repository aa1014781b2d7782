import { type Fault, quoteAll } from "../../clusters/fault.ts";
import { inQuotes } from "../checks/findings/mismatch.ts";
import { nearest } from "../checks/findings/near-names.ts";
import { limitFaults } from "./limit-faults.ts";
import type { Conditions, Schema } from "./schema.ts";
import { TYPES, titleOf } from "./types.ts";

/**
 * Everything in which a value is not as its schema says, all at once, each with its path below the value.
 *
 * @param definition of Kubernetes, by name; undefined: not known, and then anything passes
 */
export function faultsOf(value: unknown, schema: Schema, definition: Lookup = () => undefined): readonly Fault[] {
  const faults = visit(value, schema, definition, false);
  return faults.map(fault => ({ ...fault, field: fault.field.replace(/^\./, "") }));
}

type Lookup = (name: string) => Schema | undefined;
type Fields = Readonly<Record<string, unknown>>;

/** The same list each time: a run visits a hundred thousand values, and nearly all have no fault. */
const NONE: readonly Fault[] = [];

/** @param isOwn whether the schema is of Kubernetes itself: there null is the same as nothing */
function visit(value: unknown, schema: Schema, definition: Lookup, isOwn: boolean): readonly Fault[] {
  if (schema.ref !== undefined) {
    const found = definition(schema.ref);
    return found === undefined ? NONE : visit(value, found, definition, true);
  }
  if (value === null && (isOwn || schema.nullable === true)) return NONE;
  const { type, limits, conditions } = schema;
  if (type !== undefined && !TYPES[type].accepts(value)) return [wrongType(value, TYPES[type].title)];
  let faults = NONE;
  if (typeof value === "object" && value !== null) {
    faults = Array.isArray(value)
      ? listFaults(value, schema, definition, isOwn)
      : fieldFaults(value as Fields, schema, definition, isOwn);
  }
  if (limits !== undefined) faults = together(faults, limitFaults(value, limits));
  if (conditions !== undefined) faults = together(faults, conditionFaults(value, conditions, definition, isOwn));
  return faults;
}

function wrongType(value: unknown, title: string): Fault {
  return { field: "", problem: `${inQuotes(value)} is ${titleOf(value)}, not ${title}`, remedy: `write ${title}` };
}

function fieldFaults(object: Fields, schema: Schema, definition: Lookup, isOwn: boolean): readonly Fault[] {
  const { properties, values, required } = schema;
  let faults = NONE;
  for (const name in object) {
    const value = object[name];
    if (value === undefined) continue;
    const expected = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : values;
    if (expected !== undefined) {
      const found = visit(value, expected, definition, isOwn);
      if (found.length > 0) faults = together(faults, below(keySegment(name), found));
    } else if (schema.open !== true) {
      faults = together(faults, below(keySegment(name), [unknownField(name, Object.keys(properties ?? {}))]));
    }
  }
  if (required === undefined) return faults;
  for (const name of required) {
    if (object[name] !== undefined) continue;
    faults = together(faults, below(keySegment(name), [{ field: "", problem: "it has none", remedy: "add it" }]));
  }
  return faults;
}

function unknownField(name: string, known: readonly string[]): Fault {
  const near = nearest(name, known);
  const others = known.length <= 8 && known.length > 0 ? `, or write one of ${quoteAll(known)},` : "";
  const remedy = near === undefined ? `remove it${others}` : `write ${inQuotes(near)}, or remove it,`;
  return { field: "", problem: "no such field is known here", remedy };
}

function listFaults(list: readonly unknown[], schema: Schema, definition: Lookup, isOwn: boolean): readonly Fault[] {
  const { items, keys } = schema;
  let faults = NONE;
  if (items !== undefined) {
    for (let index = 0; index < list.length; index++) {
      const found = visit(list[index], items, definition, isOwn);
      if (found.length > 0) faults = together(faults, below(itemSegment(list[index], index), found));
    }
  }
  return keys === undefined || list.length < 2 ? faults : together(faults, twiceFaults(list, keys));
}

/** @param keys fields that tell items apart; none: each is told by all that it is */
function twiceFaults(list: readonly unknown[], keys: readonly string[]): readonly Fault[] {
  const seen = new Set<string>();
  let faults = NONE;
  for (const [index, item] of list.entries()) {
    const text = keys.length === 0 ? identityOf(item) : keys.map(key => identityOf(valueOfKey(item, key))).join("\n");
    if (seen.has(text)) {
      const values = keys.map(key => inQuotes(valueOfKey(item, key))).join(", ");
      const what = keys.length === 0 ? inQuotes(item) : `the item with ${keys.join(", ")} ${values}`;
      faults = together(faults, [{ field: `[${index}]`, problem: `${what} is there twice`, remedy: "remove one" }]);
    }
    seen.add(text);
  }
  return faults;
}

/** What Kubernetes takes where a key of a list's item is left out. */
const KEY_DEFAULTS: Fields = { protocol: "TCP" };

function valueOfKey(item: unknown, key: string): unknown {
  return (item as Fields | null)?.[key] ?? KEY_DEFAULTS[key] ?? null;
}

function identityOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function conditionFaults(
  value: unknown,
  { allOf = [], anyOf, oneOf, not }: Conditions,
  definition: Lookup,
  isOwn: boolean,
): readonly Fault[] {
  const holds = (schema: Schema) => visit(value, schema, definition, isOwn).length === 0;
  const faults = allOf.flatMap(each => visit(value, each, definition, isOwn));
  const fault = (problem: string, remedy: string) => faults.push({ field: "", problem, remedy });
  if (anyOf !== undefined && !anyOf.some(holds)) {
    fault(`${inQuotes(value)} meets none of ${anyOf.length} conditions`, `write what meets ${inWords(anyOf)}`);
  }
  const met = oneOf?.filter(holds).length;
  if (met !== undefined && met !== 1) {
    const problem = `${inQuotes(value)} meets ${met} of ${oneOf?.length} conditions, not one`;
    fault(problem, `write what meets one of ${inWords(oneOf)}`);
  }
  if (not !== undefined && holds(not)) {
    fault(`${inQuotes(value)} is what it must not be`, `write what does not meet ${inWords(not)}`);
  }
  return faults;
}

function inWords(schemas: unknown): string {
  return JSON.stringify(schemas, (key, value) => (key === "open" ? undefined : value));
}

function together(some: readonly Fault[], others: readonly Fault[]): readonly Fault[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

function below(segment: string, faults: readonly Fault[]): readonly Fault[] {
  return faults.map(fault => ({ ...fault, field: segment + fault.field }));
}

/** `.field`, or `[key of a map]` where it is no plain word. */
function keySegment(key: string): string {
  return /^[\w-]+$/.test(key) ? `.${key}` : `[${key}]`;
}

/** `[name]` where an item has one, else `[index]`. */
function itemSegment(item: unknown, index: number): string {
  const name = (item as Fields | null | undefined)?.name;
  return `[${typeof name === "string" ? name : index}]`;
}
