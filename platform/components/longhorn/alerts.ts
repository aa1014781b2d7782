import type { Alert } from "../../alert.ts";
import { NO_BACKUP } from "../../no-backup.ts";

/** Leaves out volumes whose claim gives a reason to have no backup. */
const EXEMPT = `unless on (pvc_namespace, pvc) ${claimsWithout(NO_BACKUP)}`;

/**
 * When volumes need a person. The metrics of the managers are those of Longhorn's own page; claims with a written reason
 * to have no backup are known to kube-state-metrics, which must be told to show their annotation.
 *
 * @see https://longhorn.io/docs/1.12.1/monitoring/metrics/
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/storage/persistentvolumeclaim-metrics.md
 */
export const longhornAlerts: readonly Alert[] = [
  {
    name: "VolumeDegraded",
    expr: 'longhorn_volume_robustness{state="degraded"} == 1',
    forMinutes: 30, // a node that restarts is back by then
    severity: "ticket",
    summary: "Volume of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has lost a copy",
    remedy: "Look whether a node or its disk is away; Longhorn makes the copy anew once there is room for it.",
  },
  {
    name: "VolumeFaulted",
    expr: 'longhorn_volume_robustness{state="faulted"} == 1',
    forMinutes: 5,
    severity: "page",
    summary: "Volume of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has no usable copy",
    remedy: "Bring its nodes back first; then npx lab recover, or salvage it as the page of Longhorn says.",
  },
  {
    name: "VolumeReadOnly",
    expr: "longhorn_volume_file_system_read_only == 1",
    forMinutes: 5,
    severity: "page",
    summary: "File system of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} takes no writes any more",
    remedy: "Delete the pod that uses it: the volume is detached, checked and mounted again.",
  },
  {
    name: "VolumeBackupTooOld",
    // One that has said since then that nobody would miss it keeps the date of its last backup.
    expr: `(time() - longhorn_volume_last_backup_at) > 36 * 3600 and longhorn_volume_last_backup_at > 0 ${EXEMPT}`,
    forMinutes: 60,
    severity: "ticket",
    summary: "Volume of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has no backup of last night",
    remedy: "Read the status of the backup target, then the log of the last job backup-nightly.",
  },
  {
    name: "VolumeNeverBackedUp",
    expr: `longhorn_volume_last_backup_at == 0 ${EXEMPT}`,
    forMinutes: 30 * 60, // a new volume has its first night
    severity: "ticket",
    summary: "Volume of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has no backup at all",
    remedy: "Read the status of the backup target; a volume that nobody would miss says so on its claim.",
  },
  {
    name: "VolumeBackupFailed",
    expr: "longhorn_backup_state == 4",
    forMinutes: 1,
    severity: "ticket",
    summary: "A backup of volume {{ $labels.volume }} failed",
    remedy: "Its object Backup says why; the next night tries again.",
  },
  {
    name: "LonghornNodeDown",
    expr: 'max(longhorn_node_count_total) - sum(longhorn_node_status{condition="ready"}) > 0',
    forMinutes: 10,
    severity: "page",
    summary: "Longhorn is without {{ $value }} of its nodes",
    remedy: "Look at the nodes and at the pods longhorn-manager; volumes run on their other copies.",
  },
  {
    name: "LonghornDiskFull",
    expr: "longhorn_disk_usage_bytes / longhorn_disk_capacity_bytes > 0.8",
    forMinutes: 30,
    severity: "ticket",
    summary: "Longhorn's disk of {{ $labels.node }} is full to {{ $value | humanizePercentage }}",
    remedy: "At 85 percent it takes no new copies. Delete snapshots and volumes that nobody uses, or add a disk.",
  },
];

/** Claims with a word on this annotation, by the labels that Longhorn's metrics have. */
function claimsWithout(annotation: string): string {
  const label = `annotation_${annotation.replace(/[^a-zA-Z0-9_]/g, "_")}`;
  const claims = `kube_persistentvolumeclaim_annotations{${label}!=""}`;
  const named = `label_replace(${claims}, "pvc", "$1", "persistentvolumeclaim", "(.+)")`;
  return `label_replace(${named}, "pvc_namespace", "$1", "namespace", "(.+)")`;
}
