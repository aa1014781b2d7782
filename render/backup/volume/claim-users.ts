import { type KubeItem, ofKind } from "../../recover/read/objects.ts";
import type { ClaimName } from "./claim-name.ts";

/** A workload whose pods mount a claim. */
export interface ClaimUser {
  readonly kind: string;
  readonly name: string;
  /** Pods that it wants now; absent for what cannot be told to rest by a number. */
  readonly replicas?: number;
}

/** Objects that `usersOf` reads, of one namespace. */
export const USER_KINDS = ["deployments.apps", "statefulsets.apps", "daemonsets.apps", "cronjobs.batch", "jobs.batch"];

interface PodSpec {
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[];
}

interface Template {
  readonly spec?: PodSpec;
}

interface WorkloadSpec {
  readonly replicas?: number;
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec?: { readonly template?: Template } };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

type Workload = KubeItem<WorkloadSpec, { readonly succeeded?: number; readonly failed?: number }>;

/** Workloads of the claim's namespace that mount it, whether they run or not. A Job that has ended uses nothing. */
export function usersOf(items: readonly KubeItem[], claim: ClaimName): ClaimUser[] {
  return [...ofKind(items, "apps", "Deployment"), ...ofKind(items, "apps", "StatefulSet"), ...others(items)]
    .map(item => item as Workload)
    .filter(workload => workload.metadata.namespace === claim.namespace && mounts(workload, claim.name))
    .map(({ kind, metadata: { name }, spec }) => {
      const canRest = kind === "Deployment" || kind === "StatefulSet";
      return { kind, name, ...(canRest && { replicas: spec?.replicas ?? 1 }) };
    });
}

function others(items: readonly KubeItem[]): KubeItem[] {
  const jobs = ofKind<WorkloadSpec, Workload["status"]>(items, "batch", "Job");
  const atWork = jobs.filter(({ status }) => !status?.succeeded && !status?.failed);
  return [...ofKind(items, "apps", "DaemonSet"), ...ofKind(items, "batch", "CronJob"), ...atWork];
}

function mounts({ metadata, spec = {} }: Workload, claim: string): boolean {
  const pod = (spec.template ?? spec.jobTemplate?.spec?.template)?.spec;
  const isNamed =
    pod?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim) ?? false;
  return (
    isNamed || (spec.volumeClaimTemplates ?? []).some(template => isOfSet(template.metadata.name, metadata.name, claim))
  );
}

/** A StatefulSet's own claims are called `<template>-<set>-<number>`. */
function isOfSet(template: string, set: string, claim: string): boolean {
  const start = `${template}-${set}-`;
  return claim.startsWith(start) && /^\d+$/.test(claim.slice(start.length));
}
