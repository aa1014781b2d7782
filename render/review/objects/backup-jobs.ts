import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { textOf, textsOf, valueAt } from "./fields.ts";
import { containersOf } from "./pods.ts";

/**
 * Whether backups stand or fall with this object: the jobs, schedules, targets and classes of the usual programs, and
 * any CronJob whose name, image or command speaks of backing up.
 */
export function servesBackups(object: KubeObject): boolean {
  const kind = groupKind(object);
  if (kind === "batch/CronJob") return speaksOfBackups(object);
  return kind === "longhorn.io/RecurringJob" ? savesData(object) : KINDS.has(kind);
}

/** Whether a RecurringJob of Longhorn takes backups or snapshots; others trim, clean up or delete. */
export function savesData(job: KubeObject): boolean {
  return /^(backup|backup-force-create|snapshot|snapshot-force-create|system-backup)$/.test(taskOf(job) ?? "");
}

/** Whether a RecurringJob of Longhorn takes what survives the volume: its backups, not its snapshots. */
export function backsUpVolumes(job: KubeObject): boolean {
  return /^backup(-force-create)?$/.test(taskOf(job) ?? "");
}

/** Whether it is told to rest: `suspend`, or `paused`, as its kind calls it. */
export function rests(object: KubeObject): boolean {
  return valueAt(object, "spec.suspend") === true || valueAt(object, "spec.paused") === true;
}

function taskOf(job: KubeObject): string | undefined {
  return textOf(valueAt(job, "spec.task"));
}

function speaksOfBackups(job: KubeObject): boolean {
  const words = containersOf(job).flatMap(({ fields }) => [
    textOf(fields.image) ?? "",
    ...textsOf(fields.command),
    ...textsOf(fields.args),
  ]);
  return [job.metadata.name, ...words].some(word => SPOKEN.test(word));
}

const SPOKEN =
  /backup|restic|\bborg|kopia|velero|rclone|pg_?dump|pgbackrest|wal-?g\b|mysqldump|mariadb-dump|mongodump/i;

const KINDS: ReadonlySet<string> = new Set([
  "k8up.io/Schedule",
  "longhorn.io/BackupTarget",
  "postgresql.cnpg.io/ScheduledBackup",
  "snapscheduler.backube/SnapshotSchedule",
  "snapshot.storage.k8s.io/VolumeSnapshotClass",
  "stash.appscode.com/BackupConfiguration",
  "velero.io/BackupStorageLocation",
  "velero.io/Schedule",
  "volsync.backube/ReplicationSource",
]);
