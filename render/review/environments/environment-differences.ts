import type { KubeObject } from "../../../platform/kube-object.ts";
import { label } from "../../../platform/object-identity.ts";
import { inOrder } from "../../tree/change.ts";
import type { FieldChange } from "../../tree/field-changes.ts";
import { objectDifferences } from "../../tree/object-differences.ts";
import type { Desired } from "../desired.ts";
import { inOneWord } from "./in-one-word.ts";

/** How two instances of an app differ, beyond what must differ. Plain data, fit for JSON. */
export interface EnvironmentDifferences {
  readonly only: readonly OnlyIn[];
  readonly unlike: readonly Unlike[];
  /** Differences that were expected, and are not told. */
  readonly folded: Folded;
}

/** An object that one of both lacks. */
export interface OnlyIn {
  readonly instance: string;
  /** Kind and name, with `<instance>` for the name of the instance. */
  readonly object: string;
  readonly path: string;
}

/** An object that both have, with what differs in it. */
export interface Unlike {
  readonly object: string;
  readonly paths: readonly [string, string];
  readonly fields: readonly FieldChange[];
}

export interface Folded {
  /** Objects that differ by nothing but names and hosts made from the name of the instance. */
  readonly objectsByName: number;
  /** Fields that say how much: resources, replicas, storage; and objects that do nothing else, such as a quota. */
  readonly sizes: number;
}

/**
 * Compares what two Applications of one cluster deploy, the Applications and their projects included, as the review
 * compares revisions. Names, namespaces, hosts, roles and databases made from the name of the instance are one and the
 * same; sizes are counted, not told.
 *
 * @param one name of an Application, such as `erp`
 * @param other such as `erp-sandbox`
 */
export function environmentDifferences(
  desired: Desired,
  cluster: string,
  one: string,
  other: string,
): EnvironmentDifferences {
  const [ours, theirs] = [one, other].map(name => objectsOf(desired, cluster, name, [one, other])) as [Parts, Parts];
  const only: OnlyIn[] = [];
  const unlike: Unlike[] = [];
  let [objectsByName, sizes] = [0, 0];
  for (const key of [...new Set([...ours.keys(), ...theirs.keys()])].sort(inOrder)) {
    const [mine, yours] = [ours.get(key), theirs.get(key)];
    if (mine === undefined || yours === undefined) {
      const lone = mine ?? yours;
      if (lone === undefined) continue;
      if (SIZES.has(lone.object.kind)) sizes += 1;
      else only.push({ instance: mine === undefined ? other : one, object: label(lone.object), path: lone.path });
      continue;
    }
    const fields = objectDifferences(mine.object, yours.object).fields.filter(isTold);
    const told = fields.filter(field => !isSize(field, mine.object));
    sizes += fields.length - told.length;
    if (told.length > 0) unlike.push({ object: label(mine.object), paths: [mine.path, yours.path], fields: told });
    else if (fields.length === 0) objectsByName += 1;
  }
  return { only, unlike, folded: { objectsByName, sizes } };
}

interface Part {
  readonly path: string;
  /** With one word for the names of both instances. */
  readonly object: KubeObject;
}

/** By kind and name. */
type Parts = ReadonlyMap<string, Part>;

function objectsOf(desired: Desired, cluster: string, name: string, instances: readonly string[]): Parts {
  const isProject = ({ apiVersion, kind }: KubeObject) =>
    apiVersion.startsWith("argoproj.io/") && kind === "AppProject";
  const isItself = ({ apiVersion, kind, metadata }: KubeObject) =>
    apiVersion.startsWith("argoproj.io/") && /^(Application|AppProject)$/.test(kind) && metadata.name === name;
  const parts = desired.objects
    .filter(placed => placed.cluster === cluster && (placed.application === name || isItself(placed.object)))
    .map(({ path, object }): Part => ({ path, object: inOneWord(object, instances) }));
  return new Map(
    parts.map(part => [`${isProject(part.object) ? "" : part.object.apiVersion}/${label(part.object)}`, part]),
  );
}

/** Kinds that say how much, and nothing else. */
const SIZES: ReadonlySet<string> = new Set(["ResourceQuota", "LimitRange"]);

/** Whether a field says how much of something, and not only has such a name: what ConfigMaps hold has names of its own. */
function isSize({ path, before, after }: FieldChange, { kind }: KubeObject): boolean {
  if (SIZES.has(kind)) return true;
  if (!/(^|\.)(replicas|resources|storage|minReplicas|maxReplicas|sizeLimit)(\.|$)/.test(path)) return false;
  return !/^(data|stringData|binaryData|metadata)\b/.test(path) && [before, after].every(isAmount);
}

/** A number, a quantity, a mapping of them, or nothing. */
function isAmount(value: unknown): boolean {
  if (typeof value === "string") return /^\d+(\.\d+)?([a-zA-Z]{1,2})?$/.test(value);
  if (typeof value !== "object" || value === null) return value === undefined || typeof value === "number";
  return Object.values(value).every(isAmount);
}

/** Neither what means the same, nor digests of what is compared itself. */
function isTold({ path, effect, before, after }: FieldChange): boolean {
  if (effect === "none") return false;
  return !(/(^|\.)annotations\b/.test(path) && [before, after].every(isDigest));
}

function isDigest(value: unknown): boolean {
  return typeof value === "string" && /^(sha\d+:)?[0-9a-f]{8,128}$/.test(value);
}
