import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import { memoryBytes } from "../../../platform/quantity.ts";
import { LONGHORN_DRIVER } from "../../recover/read/handles.ts";
import type { ClaimName } from "./claim-name.ts";
import type { VolumeBackup } from "./volume-backup.ts";

/** Says of a volume that it belongs to a restore that has not come to its end. */
export const PENDING = { "lab/restore": "pending" };

/** On a PersistentVolume of a pending restore: the claim as it is to be made, and the backup that it holds. */
export const CLAIM_NOTE = "lab/claim";
export const BACKUP_NOTE = "lab/backup";

/** How volumes of a class are made. */
export interface ClassParameters {
  readonly numberOfReplicas?: string;
  readonly dataLocality?: string;
  readonly fsType?: string;
}

/** A claim as it was, or as it will be; of its metadata only what somebody gave it. */
export interface Claim {
  readonly apiVersion: "v1";
  readonly kind: "PersistentVolumeClaim";
  readonly metadata: ClaimName & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName: string;
    readonly volumeMode?: string;
    readonly volumeName?: string;
  };
}

/**
 * A volume that Longhorn fills from a backup, at once.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/backup-and-restore/restore-from-a-backup/
 */
export function filledVolume(name: string, { url, bytes }: VolumeBackup, parameters: ClassParameters): object {
  const { numberOfReplicas = "2", dataLocality = "disabled" } = parameters;
  return {
    apiVersion: "longhorn.io/v1beta2",
    kind: "Volume",
    metadata: { name, namespace: LONGHORN_NAMESPACE, labels: PENDING },
    spec: {
      ...{ fromBackup: url, size: String(bytes), numberOfReplicas: Number(numberOfReplicas), dataLocality },
      ...{ frontend: "blockdev", accessMode: "rwo", dataEngine: "v1", backupTargetName: "default" },
    },
  };
}

/** That volume for Kubernetes, reserved for the claim. It outlives the claim, as all volumes of the lab do. */
export function persistentVolume(
  name: string,
  claim: Claim,
  { name: backup, bytes }: VolumeBackup,
  { fsType = "ext4" }: ClassParameters,
): object {
  const { namespace, name: claimName } = claim.metadata;
  const annotations = { [CLAIM_NOTE]: JSON.stringify(claim), [BACKUP_NOTE]: backup };
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, labels: PENDING, annotations },
    spec: {
      ...{ capacity: { storage: String(bytes) }, accessModes: claim.spec.accessModes },
      ...{ storageClassName: claim.spec.storageClassName, persistentVolumeReclaimPolicy: "Retain" },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claimName },
      csi: { driver: LONGHORN_DRIVER, fsType, volumeHandle: name },
    },
  };
}

/** The claim anew, for another volume: as it was, or, where it is gone, as its backup knows it. */
export function claimAgain(name: ClaimName, was: Claim | undefined, backup: VolumeBackup): Claim {
  const { labels, annotations = {} } = was?.metadata ?? {};
  const given = Object.entries(annotations).filter(([key]) => !BINDING.test(key));
  const { volumeName: _, ...spec } = was?.spec ?? {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: String(backup.bytes) } },
    storageClassName: backup.storageClass,
  };
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { ...name, ...(labels && { labels }), annotations: Object.fromEntries(given) },
    spec: { ...spec, resources: { requests: { storage: larger(spec.resources.requests.storage, backup.bytes) } } },
  };
}

/** What Kubernetes notes of how a claim found its volume, and kubectl of how it was applied. */
const BINDING = /^(pv\.kubernetes\.io\/|volume\.(beta\.)?kubernetes\.io\/|kubectl\.kubernetes\.io\/last-applied)/;

/** A volume may have grown since its backup, and a claim cannot ask for more than its volume has. */
function larger(asked: string, bytes: number): string {
  return (memoryBytes(asked) ?? 0) > bytes ? String(bytes) : asked;
}
