import { readFileSync } from "node:fs";
import type { Cluster, Node } from "../../../clusters/lab.ts";
import { HOST_SECRETS, secretMark } from "../host.ts";
import { COPIES, keepsakesOf } from "../keepsakes.ts";
import type { PartOf } from "../machine.ts";
import { serverOf } from "../server-of.ts";
import { MOUNT_POINTS } from "./disks.ts";

/** Folder of what a host is told about its backups. */
export const BACKUP_FOLDER = "/etc/lab/backup";
/** Folder of programs that are the lab's own. */
export const LAB_PROGRAMS = "/usr/local/lib/lab";

/** Encrypts every backup of the hosts. Whoever loses it has no backup: it belongs on paper, outside of the house. */
export const BACKUP_PASSPHRASE = "backup/passphrase";
/** Key of the Google account that may write to the bucket. */
export const BACKUP_KEY = "backup/gcs-key";

const script = (name: string) => readFileSync(new URL(`../backup/${name}.sh`, import.meta.url), "utf8");

/**
 * Every night what the host keeps goes, encrypted by restic, to the bucket for backups of hosts, into a repository of the
 * host's own; every week the newest one is restored into a folder as a test. Both tell Prometheus when they went well.
 *
 * @see https://restic.readthedocs.io/en/stable/030_preparing_a_new_repo.html#google-cloud-storage
 */
export const backup: PartOf = ({ cluster, name, node }) => {
  const keepsakes = keepsakesOf(cluster, name);
  const copies = keepsakes.flatMap(({ copy }) => copy ?? []);
  const home = serverOf(cluster).name;
  const needs = `${BACKUP_FOLDER}/${needsKey(cluster) ? "gcs-key.json" : "passphrase"}`;
  return {
    packages: ["restic", ...(node.role === "server" ? ["sqlite3"] : [])],
    folders: [
      { path: HOST_SECRETS, mode: "0700" },
      { path: BACKUP_FOLDER, mode: "0700" },
      { path: COPIES, mode: "0700" },
      { path: LAB_PROGRAMS },
    ],
    secrets: [
      {
        name: BACKUP_PASSPHRASE,
        home,
        origin: "given",
        what: "what encrypts backups of hosts; keep it outside of the house too",
      },
      {
        name: BACKUP_KEY,
        home,
        origin: "later",
        what: "key of the account that writes backups, from the stack google",
      },
    ],
    files: [
      {
        path: `${BACKUP_FOLDER}/paths`,
        content: lines([...keepsakes.flatMap(({ paths }) => paths), ...copies.map(({ at }) => at)]),
      },
      { path: `${BACKUP_FOLDER}/copies`, content: lines(copies.map(({ make }) => make)) },
      { path: `${BACKUP_FOLDER}/passphrase`, content: `${secretMark(BACKUP_PASSPHRASE)}\n`, mode: "0600" },
      { path: `${BACKUP_FOLDER}/gcs-key.json`, content: `${secretMark(BACKUP_KEY)}\n`, mode: "0600" },
      {
        path: `${BACKUP_FOLDER}/settings`,
        content: `${backupSettings(repositoryOf(cluster, name))}LAB_RESTORE=${restoreFolder(node)}\n`,
      },
      ...["back-up", "test-restore", "write-metric"].map(program => ({
        path: `${LAB_PROGRAMS}/${program}`,
        content: script(program),
        mode: "0755",
      })),
      ...timed({
        name: "backup",
        description: "Backs up what this host keeps",
        program: `${LAB_PROGRAMS}/back-up`,
        calendar: "*-*-* 02:30",
        needs,
      }),
      ...timed({
        name: "restore-test",
        description: "Restores the newest backup as a test",
        program: `${LAB_PROGRAMS}/test-restore`,
        calendar: "Sat *-*-* 04:00",
        needs,
      }),
    ],
    units: [
      { name: "lab-backup.timer", stage: "services" },
      { name: "lab-restore-test.timer", stage: "services" },
    ],
  };
};

/** Where a backup is restored as a test: on the disk of the services, whose data may not fit on the system's. */
function restoreFolder({ disks }: Node): string {
  return disks.includes("services") ? `${MOUNT_POINTS.services}/restore-test` : "/var/tmp/lab-restore-test";
}

/** Where restic keeps the backups of a host. */
export function repositoryOf({ hosts, buckets }: Pick<Cluster, "hosts" | "buckets">, host: string): string {
  return `${hosts.backups ?? `gs:${buckets.hostBackups}:`}/${host}`;
}

/** Whether they lie in the bucket, and not in a place that is the lab's own. */
export function needsKey({ hosts }: Pick<Cluster, "hosts">): boolean {
  return hosts.backups === undefined;
}

/**
 * What restic is told, as assignments of `sh`: names of files only, nothing secret stands in an environment.
 *
 * @param folder in which the passphrase and the key lie
 */
export function backupSettings(repository: string, folder = BACKUP_FOLDER): string {
  return lines([
    `RESTIC_REPOSITORY=${repository}`,
    `RESTIC_PASSWORD_FILE=${folder}/passphrase`,
    `GOOGLE_APPLICATION_CREDENTIALS=${folder}/gcs-key.json`,
    "RESTIC_CACHE_DIR=/var/cache/lab/restic",
  ]);
}

interface Timed {
  readonly name: string;
  /** As systemd shows it. */
  readonly description: string;
  /** Absolute path on the host. */
  readonly program: string;
  /** As `OnCalendar=` takes it. */
  readonly calendar: string;
  /** File without which it is skipped. */
  readonly needs: string;
}

/** A oneshot service and its timer. A missed run is made up for after the next start; an hour of the day differs by host. */
export function timed({ name, description, program, calendar, needs }: Timed) {
  const service = `[Unit]
Description=${description}
Wants=network-online.target time-sync.target
After=network-online.target time-sync.target
ConditionPathExists=${needs}

[Service]
Type=oneshot
EnvironmentFile=${BACKUP_FOLDER}/settings
ExecStart=${program}
Nice=10
IOSchedulingClass=idle
TimeoutStartSec=6h
`;
  const timer = `[Unit]
Description=${description}

[Timer]
OnCalendar=${calendar}
RandomizedDelaySec=1h
FixedRandomDelay=true
Persistent=true

[Install]
WantedBy=timers.target
`;
  const unit = `/etc/systemd/system/lab-${name}`;
  return [
    { path: `${unit}.service`, content: service },
    { path: `${unit}.timer`, content: timer, restarts: [`lab-${name}.timer`] },
  ];
}

function lines(list: readonly string[]): string {
  return list.map(line => `${line}\n`).join("");
}
