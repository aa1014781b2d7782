import { type Condition, conditionOf, type KubeItem, ofKind } from "../../recover/read/objects.ts";
import type { ClaimName } from "./claim-name.ts";
import { type MountingPod, mountsClaim, type PodSpec } from "./mounts-claim.ts";

/** What mounts a claim, or makes pods that do. */
export interface ClaimUser {
  readonly kind: string;
  readonly name: string;
  /** Whether it can be told to have no pods for a while, and then again as many as before. */
  readonly canRest: boolean;
}

/** Objects that `usersOf` reads, of the claim's namespace. */
export const USER_KINDS = [
  ...["deployments.apps", "statefulsets.apps", "daemonsets.apps", "cronjobs.batch", "jobs.batch"],
  "pods",
];

const CAN_REST = ["Deployment", "StatefulSet", "CronJob"];

interface Template {
  readonly spec?: PodSpec;
}

interface WorkloadSpec {
  readonly suspend?: boolean;
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec?: { readonly template?: Template } };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

type Workload = KubeItem<WorkloadSpec, { readonly conditions?: readonly Condition[] }>;

/** Who mounts a claim of its namespace, whether it runs or not. A Job or a pod that has ended uses nothing. */
export function usersOf(items: readonly KubeItem[], claim: ClaimName): ClaimUser[] {
  const workloads = [
    ...["Deployment", "StatefulSet", "DaemonSet"].flatMap(kind => ofKind(items, "apps", kind)),
    ...ofKind(items, "batch", "CronJob"),
    ...(ofKind(items, "batch", "Job") as Workload[]).filter(isAtWork),
  ] as Workload[];
  const pods = (ofKind(items, "", "Pod") as MountingPod[]).filter(isNobodys);
  return [
    ...workloads.filter(workload => isUser(workload, claim)),
    ...pods.filter(pod => mountsClaim(pod.spec, claim.name)),
  ]
    .filter(({ metadata }) => metadata.namespace === claim.namespace)
    .map(({ kind, metadata: { name } }) => ({ kind, name, canRest: CAN_REST.includes(kind) }));
}

/** Failed pods are no end: a Job tries again, until a condition says so. */
function isAtWork({ spec, status }: Workload): boolean {
  const hasEnded = ["Complete", "Failed"].some(type => conditionOf(status, type)?.status === "True");
  return !hasEnded && spec?.suspend !== true;
}

/** Pods of these end with whoever made them. */
const MAKERS = ["ReplicaSet", "StatefulSet", "DaemonSet", "Job"];

function isNobodys({ metadata, status }: MountingPod): boolean {
  const hasEnded = status?.phase === "Succeeded" || status?.phase === "Failed";
  return !hasEnded && !metadata.ownerReferences?.some(({ kind }) => MAKERS.includes(kind));
}

function isUser({ metadata, spec = {} }: Workload, claim: ClaimName): boolean {
  const pod = (spec.template ?? spec.jobTemplate?.spec?.template)?.spec;
  const own = spec.volumeClaimTemplates ?? [];
  return (
    mountsClaim(pod, claim.name) || own.some(template => isOfSet(template.metadata.name, metadata.name, claim.name))
  );
}

/** A StatefulSet's own claims are called `<template>-<set>-<number>`. */
function isOfSet(template: string, set: string, claim: string): boolean {
  const start = `${template}-${set}-`;
  return claim.startsWith(start) && /^\d+$/.test(claim.slice(start.length));
}
