import { type KubeItem, ofKind } from "../../recover/read/objects.ts";
import type { ClaimName } from "./claim-name.ts";

/** A whole backup of a volume, as Longhorn lists what lies in the bucket. */
export interface VolumeBackup {
  /** `backup-1a2b3c4d5e6f7a8b`. */
  readonly name: string;
  /** What a new volume is filled from. */
  readonly url: string;
  /** When the data were as it holds them; ISO 8601, UTC. */
  readonly time: string;
  /** Volume that it is of. */
  readonly volume: string;
  /** Size of that volume then. */
  readonly volumeBytes: number;
  /** How much of it was written to, which is what the backup holds. */
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
  readonly size?: string;
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
 * A volume that a claim has let go is backed up on, every night, and nobody writes to it: such a backup is as old as the
 * moment when it was let go. Else `latest` would bring back, the night after a restore, what the restore replaced.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/types.go (KubernetesStatusLabel)
 */
export function backupsOf(items: readonly KubeItem[], claim: ClaimName): VolumeBackup[] {
  const volumes = ofKind(items, "longhorn.io", "BackupVolume") as BackupVolume[];
  const classes = new Map(volumes.map(({ spec, status }) => [spec?.volumeName, status?.storageClassName]));
  return ofKind<unknown, BackupStatus>(items, "longhorn.io", "Backup")
    .flatMap(({ metadata, status = {} }) => {
      const { state, url, snapshotCreatedAt: taken, volumeName: volume = "", volumeSize, size, labels } = status;
      const owner = ownerOf(labels);
      if (state !== "Completed" || !url || !taken) return [];
      if (owner.namespace !== claim.namespace || owner.pvcName !== claim.name) return [];
      const time = earlier(taken, owner.lastPVCRefAt);
      const sizes = { volumeBytes: Number(volumeSize), bytes: Number(size) };
      return { name: metadata.name, url, time, volume, ...sizes, storageClass: classes.get(volume) ?? "" };
    })
    .sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
}

interface Owner {
  readonly namespace?: string;
  readonly pvcName?: string;
  /** When the claim let the volume go; empty while it has it. */
  readonly lastPVCRefAt?: string;
}

function ownerOf(labels: BackupStatus["labels"]): Owner {
  try {
    return JSON.parse(labels?.KubernetesStatus ?? "") as Owner;
  } catch {
    return {};
  }
}

function earlier(time: string, other = ""): string {
  return Date.parse(other) < Date.parse(time) ? other : time;
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
