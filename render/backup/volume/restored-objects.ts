import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import { memoryBytes } from "../../../platform/quantity.ts";
import { LONGHORN_DRIVER } from "../../recover/read/handles.ts";
import type { ClaimName } from "./claim-name.ts";
import type { VolumeBackup } from "./volume-backup.ts";

const RESTORE_LABEL = "lab/restore";

/** Says of a volume that it belongs to a restore that has not come to its end. */
export const PENDING = { [RESTORE_LABEL]: "pending" };

/** The same, as kubectl looks for it, and as it takes it away. */
export const PENDING_SELECTOR = `${RESTORE_LABEL}=${PENDING[RESTORE_LABEL]}`;
export const NO_LONGER_PENDING = `${RESTORE_LABEL}-`;

/** On a PersistentVolume of a pending restore: the claim as it is to be made, and the backup that it holds, as JSON. */
export const CLAIM_NOTE = "lab/claim";
export const BACKUP_NOTE = "lab/backup";

/** How volumes of a class are made. */
export interface ClassParameters {
  readonly numberOfReplicas?: string;
  readonly dataLocality?: string;
  readonly staleReplicaTimeout?: string;
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
 * A volume that Longhorn fills from a backup, at once. Longhorn gives it the size that the volume had at its latest backup,
 * whichever is asked for: another one than this backup's where it has grown.
 *
 * Of a class that keeps its only copy beside its pod, it is `best-effort`: Longhorn fills a volume on any node, and would
 * never attach a `strict-local` one elsewhere; this one follows its pod.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/backup-and-restore/restore-from-a-backup/
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/webhook/resources/volume/mutator.go
 */
export function filledVolume(
  name: string,
  { url, volumeBytes }: VolumeBackup,
  accessModes: Claim["spec"]["accessModes"],
  parameters: ClassParameters,
): object {
  const { numberOfReplicas = "2", dataLocality = "disabled", staleReplicaTimeout = "2880" } = parameters;
  return {
    apiVersion: "longhorn.io/v1beta2",
    kind: "Volume",
    metadata: { name, namespace: LONGHORN_NAMESPACE, labels: PENDING },
    spec: {
      ...{ fromBackup: url, size: String(volumeBytes), backupTargetName: "default" },
      ...{ frontend: "blockdev", dataEngine: "v1", accessMode: longhornMode(accessModes) },
      ...{ numberOfReplicas: Number(numberOfReplicas), staleReplicaTimeout: Number(staleReplicaTimeout) },
      dataLocality: dataLocality === "strict-local" ? "best-effort" : dataLocality,
    },
  };
}

/** In Longhorn's words. */
function longhornMode(accessModes: readonly string[]): string {
  if (accessModes.includes("ReadWriteMany")) return "rwx";
  return accessModes.includes("ReadWriteOncePod") ? "rwop" : "rwo";
}

/** What of the filled volume is told to Kubernetes. */
export interface FilledVolume {
  readonly name: string;
  /** Its size. */
  readonly bytes: number;
  readonly backup: VolumeBackup;
}

/** That volume for Kubernetes, reserved for the claim. It outlives the claim, as all volumes of the lab do. */
export function persistentVolume(
  { name, bytes, backup }: FilledVolume,
  claim: Claim,
  { fsType = "ext4" }: ClassParameters,
): object {
  const { namespace, name: claimName } = claim.metadata;
  const { volumeMode = "Filesystem" } = claim.spec;
  const annotations = { [CLAIM_NOTE]: JSON.stringify(claim), [BACKUP_NOTE]: JSON.stringify(backup) };
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, labels: PENDING, annotations },
    spec: {
      ...{ capacity: { storage: String(bytes) }, accessModes: claim.spec.accessModes, volumeMode },
      ...{ storageClassName: claim.spec.storageClassName, persistentVolumeReclaimPolicy: "Retain" },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claimName },
      csi: { driver: LONGHORN_DRIVER, fsType, volumeHandle: name },
    },
  };
}

/** How pods may share a claim; one that is gone was most likely of one node at a time. */
export function modesOf(was: Claim | undefined): readonly string[] {
  return was?.spec.accessModes ?? ["ReadWriteOnce"];
}

/** The claim anew, for another volume: as it was, or, where it is gone, as its backup knows it. */
export function claimAgain(name: ClaimName, was: Claim | undefined, { bytes, backup }: FilledVolume): Claim {
  const { labels, annotations = {} } = was?.metadata ?? {};
  const given = Object.entries(annotations).filter(([key]) => !BINDING.test(key));
  const { volumeName: _, ...spec } = was?.spec ?? {
    accessModes: modesOf(was),
    resources: { requests: { storage: String(bytes) } },
    storageClassName: backup.storageClass,
  };
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { ...name, ...(labels && { labels }), annotations: Object.fromEntries(given) },
    spec: { ...spec, resources: { requests: { storage: atMost(spec.resources.requests.storage, bytes) } } },
  };
}

/** What Kubernetes notes of how a claim found its volume, and kubectl of how it was applied. */
const BINDING = /^(pv\.kubernetes\.io\/|volume\.(beta\.)?kubernetes\.io\/|kubectl\.kubernetes\.io\/last-applied)/;

/** A volume may have grown since its last backup, and a claim cannot ask for more than its volume has. */
function atMost(asked: string, bytes: number): string {
  return (memoryBytes(asked) ?? 0) > bytes ? String(bytes) : asked;
}
