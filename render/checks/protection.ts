import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { podTemplate } from "../../platform/pod-template.ts";
import { DATA_BEARING, PROTECTION } from "../../platform/protection.ts";
import { memoryBytes } from "../../platform/quantity.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { type ApplicationSpec, annotationField, annotationList, applicationsOf } from "./lab/argocd-objects.ts";
import { type Lab, objectsOf, type Rule } from "./rule.ts";

/**
 * No push and no deleted Application destroys data by itself: what holds data is neither pruned, deleted nor made anew,
 * its volumes outlive their claims, and claims have a size. Nothing asks for a confirmation: that keeps the operation running, and later commits
 * do not deploy.
 */
export const protection: Rule = {
  name: "protection",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      if (hasOptions(object)) findings.push(...confirmations(unit, object), ...recreations(unit, object));
      if (DATA_BEARING.has(object.kind)) findings.push(...annotations(unit, object), ...hooks(unit, object));
      if (object.kind === "StatefulSet") findings.push(...retention(unit, object));
      if (CLAIMANTS.has(object.kind)) findings.push(...sizes(unit, object));
      if (object.kind in RECLAIM_FIELDS) findings.push(...reclaimPolicy(unit, object));
    }
    return [...findings, ...definitions(lab)];
  },
};

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

const CONFIRMATION = /^(Prune|Delete)=confirm$/;

/** Whether an object has sync options at all; most have none. */
function hasOptions({ kind, metadata }: KubeObject): boolean {
  return kind === "Application" || metadata.annotations?.[SYNC_OPTIONS] !== undefined;
}

function confirmations(unit: BuiltUnit, object: KubeObject): Finding[] {
  return [
    ...confirmation(unit, object, annotationField(SYNC_OPTIONS), annotationList(object, SYNC_OPTIONS)),
    ...confirmation(unit, object, APPLICATION_OPTIONS, applicationOptions(object)),
  ];
}

const APPLICATION_OPTIONS = "spec.syncPolicy.syncOptions";

/** Options of every object of an Application; empty for what is none. */
function applicationOptions({ kind, spec }: KubeObject): readonly string[] {
  return kind === "Application" ? ((spec as ApplicationSpec | undefined)?.syncPolicy?.syncOptions ?? []) : [];
}

function confirmation(unit: BuiltUnit, object: KubeObject, field: string, options: readonly string[]): Finding[] {
  const option = options.find(each => CONFIRMATION.test(each));
  if (option === undefined) return [];
  return [
    objectFinding(protection.name, unit, object, {
      field,
      problem: `${inQuotes(option)} keeps the sync running until somebody confirms, and later commits do not deploy`,
      remedy: `write ${inQuotes(option.replace("confirm", "false"))}`,
    }),
  ];
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#replace-resource-instead-of-applying-changes */
const RECREATION = /^(Replace|Force)=true$/;

/** What holds data itself may have no further option anyway. */
function recreations(unit: BuiltUnit, object: KubeObject): Finding[] {
  const own = object.kind === "Application" || mountsClaim(object) ? annotationList(object, SYNC_OPTIONS) : [];
  return [
    ...recreation(unit, object, annotationField(SYNC_OPTIONS), own),
    ...recreation(unit, object, APPLICATION_OPTIONS, applicationOptions(object)),
  ];
}

function recreation(unit: BuiltUnit, object: KubeObject, field: string, options: readonly string[]): Finding[] {
  const option = options.find(each => RECREATION.test(each));
  if (option === undefined) return [];
  const problem = `${inQuotes(option)} may delete what holds data to make it anew`;
  return [objectFinding(protection.name, unit, object, { field, problem, remedy: "remove it" })];
}

function mountsClaim(object: KubeObject): boolean {
  const volumes = podTemplate(object)?.spec.volumes ?? [];
  return volumes.some(volume => volume.persistentVolumeClaim !== undefined) || claimTemplates(object).length > 0;
}

/** Argo CD deletes a hook before it makes it anew on every sync, and takes one of Helm for its own. */
const HOOKS = ["argocd.argoproj.io/hook", "helm.sh/hook"] as const;

function hooks(unit: BuiltUnit, object: KubeObject): Finding[] {
  return HOOKS.flatMap(hook => {
    const value = object.metadata.annotations?.[hook];
    if (value === undefined) return [];
    return objectFinding(protection.name, unit, object, {
      field: annotationField(hook),
      problem: `${inQuotes(value)} makes it a hook, which every sync deletes and makes anew`,
      remedy: "remove it",
    });
  });
}

function annotations(unit: BuiltUnit, object: KubeObject): Finding[] {
  return Object.entries(PROTECTION).flatMap(([annotation, wanted]) => {
    const value = object.metadata.annotations?.[annotation];
    if (value === wanted || asksForConfirmation(object, annotation)) return [];
    return objectFinding(protection.name, unit, object, {
      field: annotationField(annotation),
      problem: `${mismatch(value, wanted)}, so ${CONSEQUENCES[annotation]}`,
      remedy: `write exactly ${inQuotes(wanted)}, as platform/protection.ts does,`,
    });
  });
}

const CONSEQUENCES: Readonly<Record<string, string>> = {
  [SYNC_OPTIONS]: "a push could destroy data",
  "argocd.argoproj.io/compare-options": "a leftover keeps its Application out of sync for ever",
} satisfies Record<keyof typeof PROTECTION, string>;

/** Said once, by its own finding. */
function asksForConfirmation(object: KubeObject, annotation: string): boolean {
  return annotation === SYNC_OPTIONS && annotationList(object, annotation).some(option => CONFIRMATION.test(option));
}

const RECLAIM_FIELDS: Readonly<Record<string, string>> = {
  StorageClass: "reclaimPolicy",
  PersistentVolume: "spec.persistentVolumeReclaimPolicy",
};

function reclaimPolicy(unit: BuiltUnit, object: KubeObject): Finding[] {
  const field = RECLAIM_FIELDS[object.kind];
  if (field === undefined) return [];
  const { persistentVolumeReclaimPolicy } = (object.spec ?? {}) as { persistentVolumeReclaimPolicy?: unknown };
  const policy = object.kind === "StorageClass" ? object.reclaimPolicy : persistentVolumeReclaimPolicy;
  if (policy === "Retain") return [];
  const problem = `${mismatch(policy, "Retain")}, so data goes with its claim`;
  return [objectFinding(protection.name, unit, object, { field, problem, remedy: 'write "Retain"' })];
}

function retention(unit: BuiltUnit, object: KubeObject): Finding[] {
  const { persistentVolumeClaimRetentionPolicy: policy = {} } = (object.spec ?? {}) as {
    persistentVolumeClaimRetentionPolicy?: Readonly<Record<string, unknown>>;
  };
  return ["whenDeleted", "whenScaled"].flatMap(when => {
    if (policy[when] === undefined || policy[when] === "Retain") return []; // Kubernetes retains by default
    const problem = `${mismatch(policy[when], "Retain")}, so claims go with their pods`;
    const field = `spec.persistentVolumeClaimRetentionPolicy.${when}`;
    return objectFinding(protection.name, unit, object, { field, problem, remedy: 'write "Retain"' });
  });
}

const CLAIMANTS: ReadonlySet<string> = new Set(["PersistentVolumeClaim", "StatefulSet"]);

interface Claim {
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly resources?: { readonly requests?: { readonly storage?: string | number } } };
}

/** Claims that a StatefulSet makes, one of each per pod. */
function claimTemplates({ kind, spec }: KubeObject): readonly Claim[] {
  if (kind !== "StatefulSet") return [];
  return (spec as { volumeClaimTemplates?: readonly Claim[] } | undefined)?.volumeClaimTemplates ?? [];
}

function sizes(unit: BuiltUnit, object: KubeObject): Finding[] {
  if (object.kind === "PersistentVolumeClaim") return size(unit, object, object as Claim, "spec");
  return claimTemplates(object).flatMap(claim =>
    size(unit, object, claim, `spec.volumeClaimTemplates[${claim.metadata?.name}].spec`),
  );
}

/** The API server refuses a claim without a size, and its pod waits for it for ever. */
function size(unit: BuiltUnit, object: KubeObject, { spec }: Claim, path: string): Finding[] {
  const storage = spec?.resources?.requests?.storage;
  if (storage !== undefined && (memoryBytes(storage) ?? 0) > 0) return [];
  return [
    objectFinding(protection.name, unit, object, {
      field: `${path}.resources.requests.storage`,
      problem: storage === undefined ? "it has none" : `${inQuotes(storage)} is no size`,
      remedy: 'write a quantity such as "10Gi"',
    }),
  ];
}

/** A definition that goes takes every object of its kind along, volumes of Longhorn for instance. */
function definitions(lab: Lab): Finding[] {
  const definers = new Map(lab.units.flatMap(unit => (unit.class === "crds" ? [[unit.name, unit.file] as const] : [])));
  return applicationsOf(lab).flatMap(({ unit, object, spec }) => {
    const file = definers.get(object.metadata.name);
    if (file === undefined) return [];
    const options = spec.syncPolicy?.syncOptions ?? [];
    return ["Prune=false", "Delete=false", "ServerSideApply=true"].flatMap(option => {
      if (options.includes(option) || options.some(each => CONFIRMATION.test(each) && sameOption(each, option))) {
        return [];
      }
      return objectFinding(protection.name, unit, object, {
        field: APPLICATION_OPTIONS,
        problem: `it holds CRDs and lacks ${inQuotes(option)}`,
        remedy: `add ${inQuotes(option)}`,
        file: "render/model/collect.ts",
      });
    });
  });
}

function sameOption(one: string, other: string): boolean {
  return one.slice(0, one.indexOf("=")) === other.slice(0, other.indexOf("="));
}
