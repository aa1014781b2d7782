import type { FieldPlace } from "../meaning/field-place.ts";
import type { FieldSide } from "../meaning/means-the-same.ts";
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
  /** `none` where both sides mean the same: `1000m` and `1`, or a default and nothing. */
  readonly effect?: "none";
}

/** What is said of a field that differs, where more is known than its values. Elements of lists have no owners. */
export type Remark = (change: FieldChange, place: FieldPlace, before: FieldSide, after: FieldSide) => FieldChange;

export interface Differences {
  /** By key of each mapping, in the order of each list. */
  readonly fields: readonly FieldChange[];
  /** Paths of lists whose elements are known by key and stand in another order, such as `spec.template.spec.volumes`. */
  readonly reordered: readonly string[];
}

/**
 * What differs between two values. They are compared literally (`1000m` is not `1`), a field that is null is not a field
 * that is absent, the order of keys means nothing. Elements of lists are paired by their key (`list-keys.ts`), elsewhere
 * by position. Both lists are empty exactly if the values hold the same, lists in the same order.
 *
 * @param root place of these values, such as `["Deployment"]`
 * @param remark what is said of each field
 */
export function differences(
  before: unknown,
  after: unknown,
  root: FieldPlace = [],
  remark: Remark = change => change,
): Differences {
  const found = { fields: [], reordered: [], remark };
  visit({ path: "", place: root }, { value: before }, { value: after }, found);
  return { fields: found.fields, reordered: found.reordered };
}

/** How a field is written in a path: `below("spec", "replicas")` is `spec.replicas`. */
export function below(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

interface Found {
  readonly fields: FieldChange[];
  readonly reordered: string[];
  readonly remark: Remark;
}

interface Spot {
  readonly path: string;
  readonly place: FieldPlace;
}

function visit(spot: Spot, before: FieldSide, after: FieldSide, found: Found): void {
  const [old, fresh] = [before.value, after.value];
  if (Array.isArray(old) && Array.isArray(fresh)) visitList(spot, old, fresh, found);
  else if (isMapping(old) && isMapping(fresh)) visitMapping(spot, old, fresh, found);
  else if (!isSame(old, fresh)) {
    report(spot, { path: spot.path, before: asPlain(old), after: asPlain(fresh) }, before, after, found);
  }
}

function report(spot: Spot, change: FieldChange, before: FieldSide, after: FieldSide, { fields, remark }: Found): void {
  fields.push(remark(change, spot.place, before, after));
}

function visitMapping({ path, place }: Spot, before: Mapping, after: Mapping, found: Found): void {
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const spot = { path: below(path, key), place: [...place, key] };
    const [old, fresh] = [fieldOf(before, key), fieldOf(after, key)];
    if (!Object.hasOwn(after, key)) report(spot, { path: spot.path, before: asPlain(old.value) }, old, fresh, found);
    else if (!Object.hasOwn(before, key))
      report(spot, { path: spot.path, after: asPlain(fresh.value) }, old, fresh, found);
    else visit(spot, old, fresh, found);
  }
}

function fieldOf(owner: Mapping, key: string): FieldSide {
  return { value: Object.hasOwn(owner, key) ? owner[key] : undefined, owner };
}

function visitList({ path, place }: Spot, before: unknown[], after: unknown[], found: Found): void {
  const keys = listKeys(place.at(-1) ?? "", before, after);
  const [old, fresh] = [entries(before, keys?.before), entries(after, keys?.after)];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const spot = { path: `${path}[${key}]`, place };
    const [left, right] = [{ value: old.get(key) }, { value: fresh.get(key) }];
    if (!fresh.has(key)) report(spot, { path: spot.path, before: asPlain(left.value) }, left, right, found);
    else if (!old.has(key)) report(spot, { path: spot.path, after: asPlain(right.value) }, left, right, found);
    else visit(spot, left, right, found);
  }
  if (keys !== undefined && isReordered(keys.before, keys.after)) found.reordered.push(path);
}

/** Whether the keys that both lists have stand in another order. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  const [old, fresh] = [new Set(before), new Set(after)];
  const remaining = after.filter(key => old.has(key));
  return before.filter(key => fresh.has(key)).some((key, index) => key !== remaining[index]);
}

/** Elements by what stands between the brackets of their path; a key that looks like a position is quoted. */
function entries(list: readonly unknown[], keys?: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map(list.map((element, index) => [keys === undefined ? `${index}` : quoted(keys[index] ?? ""), element]));
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || (Number.isNaN(before) && Number.isNaN(after));
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
