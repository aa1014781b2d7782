import { stringify } from "yaml";
import type { Chance } from "./chance.ts";
import { DEFAULTED, meansSomething } from "./defaulted.ts";
import { frozenPart } from "./frozen.ts";
import { expect, type Mutation } from "./mutation.ts";
import type { RealObject, RealTree } from "./real-tree.ts";
import { fieldPath, held, IDENTIFYING, isKeyed, type Json, namesOf, type Spot, spotsOf } from "./spots.ts";

/** An object of the tree with one edit, and what differs. */
export interface Edit {
  readonly real: RealObject;
  readonly object: Json;
  /** How the file is written, where that is not the usual way. */
  readonly text?: string;
  readonly fields?: readonly string[];
  readonly quiet?: readonly string[];
  readonly reordered?: readonly string[];
  /** Whether Kubernetes refuses it. */
  readonly isFrozen?: boolean;
  readonly now?: unknown;
}

export type ContentMutator = (tree: RealTree, chance: Chance) => Edit;

export function mutationOf({ real, object, text, fields, quiet, reordered, isFrozen, now }: Edit): Mutation {
  const { path, label } = real;
  const isQuiet = fields === undefined && reordered === undefined;
  const expected = expect({
    verb: isFrozen ? "replace" : "update",
    path,
    object: label,
    fields: [...(fields ?? [])].sort(),
    quiet: [...(quiet ?? [])].sort(),
    reordered: reordered ?? [],
    hasEffect: !isQuiet,
    ...(now !== undefined && { now }),
  });
  return { files: new Map([[path, text ?? toYaml(object)]]), expected: [expected] };
}

export function toYaml(object: Json): string {
  return stringify(object, { version: "1.1", aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Edits of what an object holds. */
export const CONTENT_MUTATORS: Readonly<Record<string, ContentMutator>> = {
  "change a value": (tree, chance) => {
    const { real, object, spot } = pickSpot(tree, chance, isFreeLeaf);
    const now = another(held(spot), chance);
    spot.owner[spot.key] = now;
    return edit(real, object, spot, { now });
  },
  "change the type of a value": (tree, chance) => {
    const { real, object, spot } = pickSpot(tree, chance, spot => isFreeLeaf(spot) && meansSomething(spot));
    const old = held(spot);
    const now = chance.pick([[old], { value: old }, null, typeof old === "string" ? 7 : `${old}.`]);
    spot.owner[spot.key] = now;
    return edit(real, object, spot, { now });
  },
  "write a value as a word of YAML 1.1": (tree, chance) => {
    const isText = (spot: Spot) => isFreeLeaf(spot) && meansSomething(spot) && typeof held(spot) === "string";
    const { real, object, spot } = pickSpot(tree, chance, isText);
    const [word, now] = chance.pick(WORDS);
    spot.owner[spot.key] = "PLACE-OF-THE-WORD";
    const text = toYaml(object).replace("PLACE-OF-THE-WORD", word);
    return { ...edit(real, object, spot, { now }), text };
  },
  "add a field": (tree, chance) => {
    const { real, object, owner } = pickOwner(tree, chance);
    const key = `added-${chance.below(1000)}`;
    const now = chance.pick(["text", 1, true, { deep: [1] }, ["a"]]);
    owner.value[key] = now;
    const spot = { owner: owner.value, key, path: fieldPath(owner.path, key), fields: [...owner.fields, key] };
    return edit(real, object, spot, { now });
  },
  "add an empty field": (tree, chance) => {
    const { real, object, owner } = pickOwner(tree, chance);
    const key = `added-${chance.below(1000)}`;
    owner.value[key] = chance.pick([null, []]);
    const path = fieldPath(owner.path, key);
    const isMap = owner.fields.some(field => MAPS.has(field));
    if (real.isBuiltIn && !isMap) return { real, object, quiet: [path] };
    return edit(real, object, { owner, key, path, fields: [...owner.fields, key] }, {});
  },
  "remove a field": (tree, chance) => {
    const isField = (spot: Spot) => typeof spot.key === "string" && isFreeLeaf(spot) && meansSomething(spot);
    const { real, object, spot } = pickSpot(tree, chance, isField);
    delete spot.owner[spot.key];
    return edit(real, object, spot, {});
  },
  "remove a whole mapping": (tree, chance) => {
    const isWhole = (spot: Spot) =>
      typeof spot.key === "string" &&
      isFree(spot) &&
      isMapping(held(spot)) &&
      meansSomething(spot) &&
      holdsSomething(spot);
    const { real, object, spot } = pickSpot(tree, chance, isWhole);
    delete spot.owner[spot.key];
    return edit(real, object, spot, {});
  },
  "add an element to a list with keys": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      spot => ADDABLE[spot.fields.at(-1) ?? ""] !== undefined && isList(spot) && isKeyed(held(spot), `${spot.key}`),
    );
    const list = held(spot);
    const [element, name] = ADDABLE[`${spot.key}`] ?? [];
    list.splice(chance.below(list.length + 1), 0, element);
    return edit(real, object, { ...spot, path: `${spot.path}[${name}]` }, {});
  },
  "remove an element of a list with keys": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      spot => isFree(spot) && isList(spot) && isKeyed(held(spot), `${spot.key}`),
    );
    const list = held(spot);
    const index = chance.below(list.length);
    const name = namesOf(list, `${spot.key}`)[index];
    list.splice(index, 1);
    return edit(real, object, { ...spot, path: `${spot.path}[${name}]` }, {});
  },
  "append to a list without keys": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      spot => isFree(spot) && isList(spot) && held(spot).every(isText),
    );
    const list = held(spot);
    list.push("added");
    return edit(real, object, { ...spot, path: `${spot.path}[${list.length - 1}]` }, { now: "added" });
  },
  "turn a list with keys around": (tree, chance) => {
    const isLong = (spot: Spot) =>
      isFree(spot) && isList(spot) && isKeyed(held(spot), `${spot.key}`) && held(spot).length > 1;
    const { real, object, spot } = pickSpot(tree, chance, isLong);
    held(spot).reverse();
    return { real, object, reordered: [spot.path], isFrozen: frozenPart(real.kind, spot.fields) !== undefined };
  },
  "turn a list without keys around": (tree, chance) => {
    const isLong = (spot: Spot) =>
      isFree(spot) && isList(spot) && held(spot).every(isText) && new Set(held(spot)).size > 1;
    const { real, object, spot } = pickSpot(tree, chance, spot => isLong(spot) && !isPalindrome(held(spot)));
    const old = [...held(spot)];
    const list = held(spot).reverse();
    const fields = old.flatMap((text, index) => (text === list[index] ? [] : [`${spot.path}[${index}]`]));
    return { real, object, fields, isFrozen: frozenPart(real.kind, spot.fields) !== undefined };
  },
  "move an element and change it": (tree, chance) => {
    const isEnv = (spot: Spot) =>
      isList(spot) && spot.key === "env" && held(spot).length > 1 && held(spot).some((one: Json) => isText(one.value));
    const { real, object, spot } = pickSpot(tree, chance, isEnv);
    const list = held(spot);
    const element = list.find((one: Json) => isText(one.value));
    element.value = `${element.value}x`;
    list.reverse();
    return { real, object, fields: [`${spot.path}[${element.name}].value`], reordered: [spot.path] };
  },
  "write a quantity in other words": (tree, chance) => {
    const { real, object, spot } = pickSpot(tree, chance, isQuantity, real => real.isBuiltIn);
    spot.owner[spot.key] = chance.pick(sameQuantities(held(spot)));
    return { real, object, quiet: [spot.path] };
  },
  "change a quantity": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      isQuantity,
      real => real.isBuiltIn && real.kind !== "PersistentVolumeClaim",
    );
    const [, digits = "", unit = ""] = /^(\d+)(\w*)$/.exec(held(spot)) ?? [];
    const smaller = unit.endsWith("i") ? `${digits}${unit.slice(0, -1)}` : `${Number(digits) - 1}${unit}`;
    const now = chance.pick([smaller, `${Number(digits) + 1}${unit}`]);
    spot.owner[spot.key] = now;
    return edit(real, object, spot, { now });
  },
  "write a duration in other words": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      isDuration,
      ({ kind }) => kind === "VaultStaticSecret" || kind === "Application",
    );
    spot.owner[spot.key] = chance.pick(
      sameDurations(held(spot)).filter(text => real.kind === "Application" || /^[\d.]+[hms]$/.test(text)),
    );
    return { real, object, quiet: [spot.path] };
  },
  "write a default down, or leave it out": (tree, chance) => {
    const { real, object, spot, value } = pickDefaulted(tree, chance);
    if (spot.key in spot.owner) delete spot.owner[spot.key];
    else spot.owner[spot.key] = structuredClone(value);
    return { real, object, quiet: [spot.path] };
  },
  "write nothing into metadata": (tree, chance) => {
    const { real, object } = pickObject(tree, chance);
    const key = chance.pick(
      ["labels", "annotations", "finalizers", "creationTimestamp"].filter(key => !(key in object.metadata)),
    );
    object.metadata[key] = key === "creationTimestamp" ? null : key === "finalizers" ? [] : {};
    return { real, object, quiet: [`metadata.${key}`] };
  },
  "leave the namespace to the Application": (tree, chance) => {
    const { real, object } = pickObject(
      tree,
      chance,
      real =>
        real.object.metadata.namespace !== undefined &&
        real.object.metadata.namespace === destinationOf(tree, real.unit),
    );
    delete object.metadata.namespace;
    return { real, object, quiet: ["metadata.namespace"] };
  },
  "write it in another version of its API": (tree, chance) => {
    const { real, object } = pickObject(
      tree,
      chance,
      ({ object }) => object.apiVersion.includes("/") && !object.apiVersion.startsWith("argoproj"),
    );
    object.apiVersion = `${object.apiVersion}beta9`;
    return { real, object, fields: ["apiVersion"] };
  },
  "touch what Kubernetes refuses to change": (tree, chance) => {
    const { real, object, spot } = pickSpot(
      tree,
      chance,
      spot => typeof held(spot) !== "object",
      real => real.isBuiltIn,
      isFrozenLeaf,
    );
    const now = another(held(spot), chance);
    spot.owner[spot.key] = now;
    return edit(real, object, spot, { now });
  },
  "let a claim grow": (tree, chance) => {
    const { real, object } = pickObject(tree, chance, ({ kind }) => kind === "PersistentVolumeClaim");
    object.spec.resources.requests.storage = chance.pick(["60Gi", "100G", "1Ti"]);
    return { real, object, fields: ["spec.resources.requests.storage"] };
  },
};

function edit(real: RealObject, object: Json, spot: Spot, more: { readonly now?: unknown }): Edit {
  return { real, object, fields: [spot.path], isFrozen: frozenPart(real.kind, spot.fields) !== undefined, ...more };
}

type IsWanted = (real: RealObject) => boolean;

export function pickObject({ objects }: RealTree, chance: Chance, isWanted: IsWanted = () => true) {
  const real = chance.pick(objects.filter(isWanted));
  return { real, object: structuredClone(real.object) };
}

/** A value that fits, in a copy of its object. Objects without any are not picked. */
function pickSpot(
  tree: RealTree,
  chance: Chance,
  fits: (spot: Spot) => boolean,
  isWanted: IsWanted = () => true,
  fitsKind: (kind: string, spot: Spot) => boolean = () => true,
) {
  for (;;) {
    const { real, object } = pickObject(tree, chance, isWanted);
    const spots = spotsOf(object).filter(spot => fits(spot) && fitsKind(real.kind, spot) && !steers(real.kind, spot));
    if (spots.length > 0) return { real, object, spot: chance.pick(spots) };
  }
}

/** A mapping of the object that may take another field. */
function pickOwner(tree: RealTree, chance: Chance, isWanted: IsWanted = () => true) {
  const { real, object, spot } = pickSpot(tree, chance, spot => isFree(spot) && isMapping(held(spot)), isWanted);
  return { real, object, owner: { value: held(spot), path: spot.path, fields: spot.fields } };
}

function pickDefaulted(tree: RealTree, chance: Chance) {
  for (;;) {
    const { below, key, value } = chance.pick(DEFAULTED);
    const fields = below.split(".").slice(1);
    const kind = below.split(".", 1)[0] ?? "";
    const found = tree.objects.filter(real => real.kind === kind);
    if (found.length === 0) continue;
    const { real, object } = pickObject(tree, chance, one => found.includes(one));
    const root = { value: object, path: "", fields: [] as readonly string[] };
    const owners = [
      root,
      ...spotsOf(object).map(spot => ({ value: held(spot), path: spot.path, fields: spot.fields })),
    ];
    const fitting = owners.filter(
      owner => isMapping(owner.value) && owner.fields.join(".") === fields.join(".") && takes(owner.value, key, value),
    );
    if (fitting.length === 0) continue;
    const owner = chance.pick(fitting);
    return {
      real,
      object,
      value,
      spot: { owner: owner.value, key, path: fieldPath(owner.path, key), fields: owner.fields },
    };
  }
}

/** Whether the field is absent and may stand there, or is what it would be without. */
function takes(owner: Json, key: string, value: Json): boolean {
  if (key in owner) return JSON.stringify(owner[key]) === JSON.stringify(value);
  return !(key === "apiGroup" && owner.kind !== "ServiceAccount" && value === "");
}

function isFreeLeaf(spot: Spot): boolean {
  return typeof held(spot) !== "object" && isFree(spot);
}

/** Neither identity nor key of a list. */
function isFree({ key, fields, owner }: Spot): boolean {
  const [first = "", second = ""] = fields;
  if (fields.length === 1) return !["apiVersion", "kind", "metadata", "spec", "status"].includes(first);
  if (first === "metadata") return !["name", "namespace"].includes(second);
  return Array.isArray(owner) || !IDENTIFYING.has(`${key}`);
}

/** What says which objects an Application deploys, and where to. */
function steers(kind: string, { fields }: Spot): boolean {
  return (
    kind === "Application" && fields[0] === "spec" && !["syncPolicy", "revisionHistoryLimit"].includes(fields[1] ?? "")
  );
}

function isFrozenLeaf(kind: string, spot: Spot): boolean {
  return isFree(spot) && frozenPart(kind, spot.fields) !== undefined;
}

function isMapping(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(spot: Spot): boolean {
  return Array.isArray(held(spot)) && typeof spot.key === "string";
}

function isText(value: Json): boolean {
  return typeof value === "string";
}

function isPalindrome(list: readonly string[]): boolean {
  return list.every((text, index) => text === list[list.length - 1 - index]);
}

/** Whether a mapping holds a value that is surely no default. */
function holdsSomething(spot: Spot): boolean {
  return spotsOf(held(spot)).some(inner => typeof held(inner) !== "object" && meansSomething(inner));
}

function destinationOf({ objects }: RealTree, unit: string): string | undefined {
  const own = objects.find(
    ({ kind, object }) => kind === "Application" && object.spec.source?.path?.endsWith(`/${unit}`),
  );
  return own?.object.spec.destination.namespace;
}

function another(value: Json, chance: Chance): Json {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1 + chance.below(10);
  return chance.pick([`${value}x`, `x${value}`, "yes", "010", "~", "1e3"].filter(text => text !== value));
}

/** Words without quotes, and what they are to Kubernetes. */
const WORDS: readonly (readonly [word: string, value: unknown])[] = [
  ["yes", true],
  ["off", false],
  ["True", true],
  ["010", 8],
  ["0x1F", 31],
  ["~", null],
  ["1_000", 1000],
  ["1e3", 1000],
  ["0.50", 0.5],
];

/** Maps of keys that somebody chose. */
const MAPS = new Set(["annotations", "data", "labels", "matchLabels", "nodeSelector", "parameters", "selector"]);

const named = (element: Json): readonly [Json, string] => [element, element.name];

/** An element that may be added to a list, and its name in a path. */
const ADDABLE: Readonly<Record<string, readonly [Json, string]>> = {
  containers: named({ name: "added", image: "added:1" }),
  env: named({ name: "ADDED", value: "1" }),
  routes: [{ kind: "Rule", match: "Path(`/added`)", services: [{ name: "added", port: 80 }] }, '"Path(`/added`)"'],
  subjects: [{ kind: "ServiceAccount", name: "added", namespace: "added" }, "ServiceAccount/added/added"],
  volumeMounts: [{ name: "added", mountPath: "/added" }, "/added"],
  volumes: named({ name: "added", emptyDir: {} }),
};

function isQuantity(spot: Spot): boolean {
  const [owner = "", field = ""] = spot.fields.slice(-2);
  const isNamed = ["requests", "limits", "hard", "default", "defaultRequest"].includes(owner) || field === "sizeLimit";
  return isNamed && /^\d+(m|Mi|Gi)$/.test(held(spot)) && !spot.fields.includes("annotations");
}

function sameQuantities(quantity: string): Json[] {
  const [, digits = "", unit = ""] = /^(\d+)(\w+)$/.exec(quantity) ?? [];
  const amount = Number(digits);
  if (unit === "m")
    return [`${amount / 1000}`, amount / 1000, `${amount}000u`, `${amount / 1000}0`.replace(/^(\d+)0$/, "$1.0")];
  if (unit === "Mi") return [`${amount * 1024}Ki`, `${amount}.0Mi`, `0${amount}Mi`];
  return [`${amount * 1024}Mi`, `${amount}.00Gi`, `${amount * 1024 * 1024}Ki`];
}

function isDuration(spot: Spot): boolean {
  return /^(refreshAfter|duration|maxDuration)$/.test(`${spot.key}`) && /^\d+[hms]$/.test(held(spot));
}

function sameDurations(duration: string): string[] {
  const amount = Number.parseInt(duration, 10);
  if (duration.endsWith("h")) return [`${amount * 60}m`, `${amount * 3600}s`, `${amount}h0m0s`, `${amount}.0h`];
  if (duration.endsWith("m")) return [`${amount * 60}s`, `${amount}m0s`];
  return [`${amount}000ms`, `0m${amount}s`];
}
