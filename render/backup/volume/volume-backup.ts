import { type KubeItem, ofKind } from "../../recover/read/objects.ts";
import type { ClaimName } from "./claim-name.ts";

/** A whole backup of a volume, as Longhorn lists what lies in the bucket. */
export interface VolumeBackup {
  /** `backup-1a2b3c4d5e6f7a8b`. */
  readonly name: string;
  /** What a new volume is filled from. */
  readonly url: string;
  /** When the data was as it holds them; ISO 8601, UTC. */
  readonly time: string;
  /** Size of the volume. */
  readonly bytes: number;
  /** Class that the claim had; empty where nobody noted it. */
  readonly storageClass: string;
}

/** Objects that `backupsOf` reads. */
export const BACKUP_KINDS = ["backups.longhorn.io", "backupvolumes.longhorn.io"];

interface BackupStatus {
  readonly state?: string;
  readonly url?: string;
  readonly snapshotCreatedAt?: string;
  readonly volumeName?: string;
  readonly volumeSize?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface BackupVolume {
  readonly spec?: { readonly volumeName?: string };
  readonly status?: { readonly storageClassName?: string };
}

/**
 * Backups of what a claim has held, the oldest first, of whichever volume that was: a restored claim has a new one. Longhorn
 * writes beside each backup whose volume it was, so they are found without the claim, too.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/types.go (KubernetesStatusLabel)
 */
export function backupsOf(items: readonly KubeItem[], claim: ClaimName): VolumeBackup[] {
  const volumes = ofKind(items, "longhorn.io", "BackupVolume") as BackupVolume[];
  const classes = new Map(volumes.map(({ spec, status }) => [spec?.volumeName, status?.storageClassName]));
  return ofKind<unknown, BackupStatus>(items, "longhorn.io", "Backup")
    .flatMap(({ metadata, status = {} }) => {
      const { state, url, snapshotCreatedAt: time, volumeName, volumeSize, labels } = status;
      if (state !== "Completed" || !url || !time || !isOf(claim, labels)) return [];
      return { name: metadata.name, url, time, bytes: Number(volumeSize), storageClass: classes.get(volumeName) ?? "" };
    })
    .sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
}

function isOf({ namespace, name }: ClaimName, labels: BackupStatus["labels"]): boolean {
  try {
    const known = JSON.parse(labels?.KubernetesStatus ?? "") as { namespace?: string; pvcName?: string };
    return known.namespace === namespace && known.pvcName === name;
  } catch {
    return false;
  }
}

/**
 * The backup that is meant.
 *
 * @param wanted its name, or `latest`
 * @throws {Error} when there is none such, with those that there are
 */
export function backupNamed(backups: readonly VolumeBackup[], wanted: string, claim: ClaimName): VolumeBackup {
  const found = wanted === "latest" ? backups.at(-1) : backups.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const there = backups.slice(-5).map(({ name, time }) => `${name} of ${time}`);
  throw new Error(
    `Cannot restore volume "${claim.namespace}/${claim.name}": there is no backup "${wanted}", ` +
      (there.length === 0 ? "Longhorn knows none of this claim" : `there are ${there.join(", ")}`),
  );
}
