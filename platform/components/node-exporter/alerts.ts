import type { Alert } from "../../alert.ts";

/** File systems on disks of the host, as against those that live in memory or hold a read-only image. */
const ON_DISK = 'fstype=~"ext4|xfs|btrfs|f2fs"';

const free = `node_filesystem_avail_bytes{${ON_DISK}} / node_filesystem_size_bytes{${ON_DISK}}`;

/**
 * When a machine needs help. The temperatures are those of a Pi, which slows down from 80 degrees on.
 *
 * @see https://www.raspberrypi.com/documentation/computers/raspberry-pi.html#frequency-management-and-thermal-control
 */
export const nodeExporterAlerts: readonly Alert[] = [
  {
    name: "DiskFull",
    expr: `${free} < 0.1`,
    forMinutes: 15,
    severity: "page",
    summary: "{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} left",
    remedy: "Look for what grows: du -xh -d 2 <mountpoint> | sort -h | tail. At 5 % k3s evicts pods.",
  },
  {
    name: "DiskFillsUp",
    expr: `${free} < 0.4 and predict_linear(node_filesystem_avail_bytes{${ON_DISK}}[6h], 4 * 86400) < 0`,
    forMinutes: 60,
    severity: "ticket",
    summary: "{{ $labels.mountpoint }} of {{ $labels.node }} is full within four days if it goes on like this",
    remedy: "Look for what grows: du -xh -d 2 <mountpoint> | sort -h | tail.",
  },
  {
    name: "InodesShort",
    expr: `node_filesystem_files_free{${ON_DISK}} / node_filesystem_files{${ON_DISK}} < 0.05`,
    forMinutes: 15,
    severity: "page",
    summary: "{{ $labels.mountpoint }} of {{ $labels.node }} takes hardly any new file",
    remedy: "Look for a folder of many small files: du -x --inodes -d 3 <mountpoint> | sort -n | tail.",
  },
  {
    name: "FilesystemReadOnly",
    expr: `node_filesystem_readonly{${ON_DISK}} == 1`,
    forMinutes: 5,
    severity: "page",
    summary:
      "{{ $labels.mountpoint }} of {{ $labels.node }} is read-only: its disk is failing, or was not shut down well",
    remedy: "Read dmesg. Copy what matters, check the disk, and have another at hand.",
  },
  {
    name: "MemoryShort",
    expr: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05",
    forMinutes: 15,
    severity: "page",
    summary: "{{ $labels.node }} has {{ $value | humanizePercentage }} of its memory left",
    remedy: "kubectl top pods -A --sort-by=memory, and docker stats where compose runs.",
  },
  {
    name: "ProcessKilledForMemory",
    expr: "increase(node_vmstat_oom_kill[15m]) > 0",
    forMinutes: 0,
    severity: "ticket",
    summary: "{{ $labels.node }} killed a process for want of memory",
    remedy: "journalctl -k --grep 'Killed process' names it; raise its limit, or its neighbours' requests.",
  },
  {
    name: "TooHot",
    expr: "max by (node, instance) (node_thermal_zone_temp) > 80",
    forMinutes: 10,
    severity: "page",
    summary: "{{ $labels.node }} is at {{ $value | humanize }} degrees and slows down",
    remedy: "Look at its fan and at what else makes heat near it.",
  },
  {
    name: "UnderVoltage",
    expr: "max by (node, instance) (node_hwmon_in_lcrit_alarm_volts) > 0",
    forMinutes: 0,
    severity: "ticket",
    summary: "The power supply of {{ $labels.node }} is too weak",
    remedy: "Take the supply that belongs to the board and a short cable; a disk may need one of its own.",
  },
  {
    name: "ClockWrong",
    expr: "abs(timestamp(node_time_seconds) - node_time_seconds) > 30",
    forMinutes: 5,
    severity: "page",
    summary:
      "The clock of {{ $labels.node }} is {{ $value | humanizeDuration }} off: tokens and certificates are refused",
    remedy: "timedatectl; systemctl restart systemd-timesyncd. A Pi without a battery forgets the time with its power.",
  },
  {
    name: "ClockNotSynchronised",
    expr: "node_timex_sync_status == 0",
    forMinutes: 60,
    severity: "ticket",
    summary: "The clock of {{ $labels.node }} follows no server",
    remedy: "timedatectl timesync-status says which server it asks.",
  },
  {
    name: "HostMeasurementUnreadable",
    expr: "node_textfile_scrape_error == 1",
    forMinutes: 15,
    severity: "ticket",
    summary: "A script of {{ $labels.node }} left a measurement that cannot be read",
    remedy: "kubectl -n tools-host logs daemonset/node-exporter says which file, in /var/lib/node-exporter.",
  },
  {
    name: "HostBackupTooOld",
    expr: "time() - lab_backup_last_success_timestamp_seconds > 36 * 3600",
    forMinutes: 60,
    severity: "ticket",
    summary: "The last backup of {{ $labels.what }} on {{ $labels.node }} is {{ $value | humanizeDuration }} old",
    remedy: "npx lab backup makes one now and shows why it fails.",
  },
  {
    name: "RestoreTestTooOld",
    expr: "time() - lab_restore_test_last_success_timestamp_seconds > 15 * 86400",
    forMinutes: 60,
    severity: "ticket",
    summary: "Nobody knows whether the backups of {{ $labels.what }} on {{ $labels.node }} can be restored",
    remedy: "journalctl --unit 'lab-*-test.service' on {{ $labels.node }} says why the last test failed.",
  },
];
