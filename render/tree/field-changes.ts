import { listKeys } from "./list-keys.ts";

/**
 * One field that differs: the smallest part of the object that does. A side that has no such field has no such property.
 * Plain data; integers above 2^53 are texts.
 */
export interface FieldChange {
  /** Such as `spec.template.spec.containers[erp].image`, `args[0]` or `data["app.ini"]`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Differences {
  /** By key of each mapping, in the order of each list. */
  readonly fields: readonly FieldChange[];
  /** Paths of lists whose elements are known by key and stand in another order, such as `spec.template.spec.volumes`. */
  readonly reordered: readonly string[];
}

/**
 * What differs between two objects. Values are compared literally (`1000m` is not `1`), a field that is null is not a
 * field that is absent, the order of keys means nothing. Elements of lists are paired by their key (`list-keys.ts`),
 * elsewhere by position. Both lists are empty exactly if the objects hold the same, lists in the same order.
 */
export function differences(before: unknown, after: unknown): Differences {
  const found = { fields: [], reordered: [] };
  visit("", "", before, after, found);
  return found;
}

interface Found {
  readonly fields: FieldChange[];
  readonly reordered: string[];
}

/** @param field name of the nearest mapping key above, which says how a list is keyed */
function visit(path: string, field: string, before: unknown, after: unknown, found: Found): void {
  if (Array.isArray(before) && Array.isArray(after)) visitList(path, field, before, after, found);
  else if (isMapping(before) && isMapping(after)) visitMapping(path, before, after, found);
  else if (!isSame(before, after)) found.fields.push({ path, before: asPlain(before), after: asPlain(after) });
}

function visitMapping(path: string, before: Mapping, after: Mapping, found: Found): void {
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const inner = below(path, key);
    if (!Object.hasOwn(after, key)) found.fields.push({ path: inner, before: asPlain(before[key]) });
    else if (!Object.hasOwn(before, key)) found.fields.push({ path: inner, after: asPlain(after[key]) });
    else visit(inner, key, before[key], after[key], found);
  }
}

function visitList(path: string, field: string, before: unknown[], after: unknown[], found: Found): void {
  const keys = listKeys(field, before, after);
  visitElements(path, entries(before, keys?.before), entries(after, keys?.after), found);
  if (keys !== undefined && isReordered(keys.before, keys.after)) found.reordered.push(path);
}

/** Whether the keys that both lists have stand in another order. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  const [old, fresh] = [new Set(before), new Set(after)];
  const remaining = after.filter(key => old.has(key));
  return before.filter(key => fresh.has(key)).some((key, index) => key !== remaining[index]);
}

type Elements = ReadonlyMap<string, unknown>;

/** Elements by what stands between the brackets of their path; a key that looks like a position is quoted. */
function entries(list: readonly unknown[], keys?: readonly string[]): Elements {
  return new Map(list.map((element, index) => [keys === undefined ? `${index}` : quoted(keys[index] ?? ""), element]));
}

function visitElements(path: string, before: Elements, after: Elements, found: Found): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const inner = `${path}[${key}]`;
    if (!after.has(key)) found.fields.push({ path: inner, before: asPlain(before.get(key)) });
    else if (!before.has(key)) found.fields.push({ path: inner, after: asPlain(after.get(key)) });
    else visit(inner, "", before.get(key), after.get(key), found);
  }
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || (Number.isNaN(before) && Number.isNaN(after));
}

function below(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function quoted(key: string): string {
  return /^[\w./:-]*[A-Za-z/][\w./:-]*$/.test(key) ? key : JSON.stringify(key);
}

/** The same value as JSON can hold it. */
function asPlain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(asPlain);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asPlain(inner)]));
}
