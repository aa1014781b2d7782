import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { DATA_BEARING, PROTECTION } from "../../platform/protection.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { type ApplicationSpec, annotationField, annotationList, applicationsOf } from "./lab/argocd-objects.ts";
import { type Lab, objectsOf, type Rule } from "./rule.ts";

/**
 * No push and no deleted Application destroys data by itself: what holds data is neither pruned nor deleted, and its
 * volumes outlive their claims. Nothing asks for a confirmation: that keeps the operation running, and later commits
 * do not deploy.
 */
export const protection: Rule = {
  name: "protection",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      if (isAskable(object)) findings.push(...confirmations(unit, object));
      if (DATA_BEARING.has(object.kind)) findings.push(...annotations(unit, object));
      if (object.kind in RECLAIM_FIELDS) findings.push(...reclaimPolicy(unit, object));
    }
    return [...findings, ...definitions(lab)];
  },
};

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

const CONFIRMATION = /^(Prune|Delete)=confirm$/;

/** Whether an object has sync options at all; most have none. */
function isAskable({ kind, metadata }: KubeObject): boolean {
  return kind === "Application" || metadata.annotations?.[SYNC_OPTIONS] !== undefined;
}

function confirmations(unit: BuiltUnit, object: KubeObject): Finding[] {
  const options =
    object.kind === "Application" ? (object.spec as ApplicationSpec | undefined)?.syncPolicy?.syncOptions : undefined;
  return [
    ...confirmation(unit, object, annotationField(SYNC_OPTIONS), annotationList(object, SYNC_OPTIONS)),
    ...confirmation(unit, object, "spec.syncPolicy.syncOptions", options ?? []),
  ];
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
        field: "spec.syncPolicy.syncOptions",
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
