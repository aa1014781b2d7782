import { isDeepStrictEqual } from "node:util";
import type { Typed } from "../../platform/cluster-scoped.ts";
import { isBuiltIn } from "./built-in.ts";
import { canonicalQuantity } from "./canonical-quantity.ts";
import { defaultOf, type Mapping } from "./defaults.ts";
import { durationAt } from "./duration-at.ts";
import { type FieldPlace, isChosen } from "./field-place.ts";
import { isQuantity } from "./is-quantity.ts";

/** A field on one side: what it holds, undefined if it is absent, and the mapping that holds it, if that is known. */
export interface FieldSide {
  readonly value: unknown;
  readonly owner?: Mapping;
}

/**
 * Whether two different values of one field mean the same: Kubernetes stores one for both (`1000m` and `1`, a default
 * and nothing), or the controller that reads them does not tell them apart (`60s` and `1m`). In doubt they do not.
 *
 * @param place of the field, from the kind
 */
export function meansTheSame(object: Typed, place: FieldPlace, before: FieldSide, after: FieldSide): boolean {
  if (isEmptyMetadata(place, before.value) && isEmptyMetadata(place, after.value)) return true;
  if (!isBuiltIn(object)) {
    const duration = durationAt(object, place);
    return duration !== undefined && areAlike(before.value, after.value, duration);
  }
  if (isChosen(place)) return false;
  if (isQuantity(place) && areAlike(before.value, after.value, canonicalQuantity)) return true;
  const [old, fresh] = [stored(place, before), stored(place, after)];
  return isDeepStrictEqual(old, fresh);
}

function areAlike<T>(before: unknown, after: unknown, read: (text: string) => T): boolean {
  if (!isScalar(before) || !isScalar(after)) return false;
  const [old, fresh] = [read(String(before)), read(String(after))];
  return old !== undefined && old === fresh;
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
}

/** Of these parts of metadata, whatever the kind, none is stored when they are empty. */
function isEmptyMetadata(place: FieldPlace, value: unknown): boolean {
  const [, metadata, field, ...below] = place;
  if (metadata !== "metadata" || below.length > 0) return false;
  if (field === "creationTimestamp") return value === null || value === undefined;
  return EMPTIED.has(field ?? "") && isNothing(value);
}

const EMPTIED: ReadonlySet<string> = new Set(["annotations", "finalizers", "labels", "ownerReferences"]);

function isNothing(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === undefined || value === null;
  return Object.keys(value).length === 0;
}

/** A value as Kubernetes stores it, as far as that is known: nothing for what says no more than its absence. */
function stored(place: FieldPlace, { value, owner }: FieldSide): unknown {
  const usual =
    owner === undefined ? undefined : defaultOf(place.slice(0, -1), place.at(-1) ?? "", without(owner, place));
  if (saysNoMore(value, usual)) return usual === undefined ? undefined : filled(place, usual);
  return isMapping(value) ? filled(place, value) : value;
}

/** An empty list and a null are nothing to a field that Kubernetes knows, and neither is a map of keys that are chosen. */
function saysNoMore(value: unknown, usual: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0 && !isMapping(usual));
}

/** A mapping without the fields that hold their defaults, for it does not matter whether these are written. */
function filled(place: FieldPlace, value: unknown): unknown {
  if (!isMapping(value)) return value;
  const entries = Object.keys(value).flatMap(key => {
    const inner = [...place, key];
    if (isChosen(inner)) return [[key, value[key]] as const];
    const said = stored(inner, { value: value[key], owner: value });
    const usual = stored(inner, { value: undefined, owner: value });
    return isDeepStrictEqual(said, usual) ? [] : [[key, isQuantity(inner) ? written(said) : said] as const];
  });
  return entries.length === 0 && MAPS.has(place.at(-1) ?? "") ? undefined : Object.fromEntries(entries);
}

/** Maps of which Kubernetes stores nothing when they are empty. */
const MAPS: ReadonlySet<string> = new Set([
  "annotations",
  "binaryData",
  "data",
  "labels",
  "limits",
  "matchLabels",
  "nodeSelector",
  "requests",
  "stringData",
]);

function written(value: unknown): unknown {
  return typeof value === "string" || typeof value === "number" ? canonicalQuantity(value) : value;
}

function without(owner: Mapping, place: FieldPlace): Mapping {
  const { [place.at(-1) ?? ""]: _, ...others } = owner;
  return others;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
