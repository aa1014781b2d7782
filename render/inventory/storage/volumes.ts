import type { StorageClass } from "../../../clusters/lab.ts";
import type { RecurringJobSpec } from "../../../platform/components/longhorn/api.ts";
import { JOB_GROUPS } from "../../../platform/components/longhorn/job-groups.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { NO_BACKUP } from "../../../platform/no-backup.ts";
import { identity } from "../../../platform/object-identity.ts";
import { memoryBytes } from "../../../platform/quantity.ts";
import { type Claim, claimsOf } from "../../checks/lab/claims.ts";
import { objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import { edgesTo } from "../edges-to.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";

/** A volume of the cluster, and what becomes of its data. */
export interface Volume {
  /** Unit that claims it: `erp-sandbox`. */
  readonly unit: string;
  /** App or component of that unit: `erp`. */
  readonly owner: string;
  readonly namespace: string;
  readonly claim: string;
  /** Of one copy. */
  readonly bytes: number;
  readonly storageClass: string;
  /** Copies, and where they lie; undefined: the facts of the cluster have no such class. */
  readonly kept?: StorageClass;
  /** Who mounts it: `Deployment erp`. */
  readonly users: readonly string[];
  /** Why nobody would miss it. Absent: it is backed up. */
  readonly noBackup?: string;
}

/** Something that Longhorn does by the clock to every volume that is backed up, and keeps. */
export type VolumeJob = Pick<RecurringJobSpec, "name" | "task" | "cron" | "retain">;

/** Every volume of a lab, by namespace and name. */
export const volumesOf = oncePerLab((lab): readonly Volume[] =>
  claimsOf(lab)
    .flatMap(claim => volumesOfClaim(lab, claim))
    .sort(byPlace),
);

/** What one app or component has. */
export function volumesOwnedBy(lab: Lab, owner: string): readonly Volume[] {
  return byOwner(lab).get(owner) ?? [];
}

const byOwner = oncePerLab(lab => Map.groupBy(volumesOf(lab), ({ owner }) => owner));

/** Snapshots and backups of volumes that are backed up, as Longhorn is told to make them. */
export function volumeJobs(lab: Lab): VolumeJob[] {
  return objectsOfKind(lab, "RecurringJob")
    .map(({ object }) => object.spec as RecurringJobSpec)
    .filter(({ groups, retain }) => groups.includes(JOB_GROUPS.backedUp) && retain > 0);
}

function volumesOfClaim(lab: Lab, { owned, metadata, spec, names }: Claim): Volume[] {
  const { unit, object } = owned;
  const { classes, defaultClass } = lab.cluster.storage;
  const { storageClassName: storageClass = defaultClass, resources } = spec;
  const kept = classes[storageClass];
  const noBackup = metadata.annotations?.[NO_BACKUP];
  return names.map(claim => ({
    unit: unit.name,
    owner: ownerOf(unit),
    namespace: object.metadata.namespace ?? unit.namespace,
    claim,
    bytes: memoryBytes(resources?.requests?.storage ?? 0) ?? 0,
    storageClass,
    users: usersOf(lab, object),
    ...(kept && { kept }),
    ...(noBackup !== undefined && { noBackup }),
  }));
}

/** A StatefulSet mounts what its templates claim. */
function usersOf(lab: Lab, object: KubeObject): string[] {
  if (object.kind === "StatefulSet") return [wordsOf(object)];
  return edgesTo(lab, identity(object)).flatMap(({ from, via }) => {
    const user = lab.graph.nodes.get(from)?.object;
    return via === "volumes" && user !== undefined ? wordsOf(user) : [];
  });
}

function wordsOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}

function byPlace(one: Volume, other: Volume): number {
  if (one.namespace === other.namespace) return one.claim < other.claim ? -1 : 1;
  return one.namespace < other.namespace ? -1 : 1;
}

/** `erp/documents`: as a person names a volume. */
export function placeOf({ namespace, claim }: Pick<Volume, "namespace" | "claim">): string {
  return `${namespace}/${claim}`;
}
