import { readFileSync } from "node:fs";
import { composeFolder } from "../compose-service.ts";
import type { HostFile } from "../host.ts";
import { secretMark } from "../host.ts";
import type { PartOf } from "../machine.ts";
import { BACKUP_KEY, LAB_PROGRAMS, timed } from "./backup.ts";
import { POSTGRES_DATA, POSTGRES_EXTRA_SETTINGS, POSTGRES_OWNER, POSTGRES_SETTINGS } from "./postgres-settings.ts";

const KEY_FILE = `${POSTGRES_SETTINGS}/gcs-key.json`;
/** Folder of the host in which backups are restored as a test. */
const TEST_FOLDER = `${POSTGRES_DATA}-restore-test`;

/**
 * PostgreSQL can be had back as it was at any second of the last weeks: pgBackRest takes the whole each week, what changed
 * each night, and each piece of its log within five minutes, to the bucket for backups of hosts, encrypted. Each week the
 * newest is restored beside it as a test.
 *
 * Without the key of the bucket, which the stack `google` makes, nothing is archived, and no log is kept back for it.
 *
 * @see https://pgbackrest.org/configuration.html
 */
export const postgresBackup: PartOf = ({ cluster, name }) => {
  if (name !== cluster.postgres.node) return {};
  return {
    folders: [{ path: TEST_FOLDER, owner: POSTGRES_OWNER, mode: "0700" }],
    files: [
      { path: `${POSTGRES_EXTRA_SETTINGS}/backup.conf`, content: ARCHIVING, restarts: ["lab-postgres.service"] },
      {
        path: `${POSTGRES_SETTINGS}/pgbackrest.conf`,
        content: source("pgbackrest.conf")
          .replace("@@BUCKET@@", cluster.buckets.hostBackups)
          .replaceAll("@@DATA@@", POSTGRES_DATA)
          .replaceAll("@@SETTINGS@@", POSTGRES_SETTINGS)
          .replace("@@PORT@@", String(cluster.postgres.port)),
        owner: POSTGRES_OWNER,
        mode: "0600",
      },
      { path: KEY_FILE, content: `${secretMark(BACKUP_KEY)}\n`, owner: POSTGRES_OWNER, mode: "0600" },
      ...["back-up", "restore", "test-restore", "walk-log"].map(script => ({
        path: `${POSTGRES_SETTINGS}/${script}.sh`,
        content: source(`${script}.sh`),
      })),
      program("back-up-postgres", inServer("back-up.sh"), "lab_backup_last_success_timestamp_seconds"),
      program(
        "test-restore-postgres",
        besideServer(`--volume ${TEST_FOLDER}:/restore `, "test-restore.sh"),
        "lab_restore_test_last_success_timestamp_seconds",
      ),
      { path: `${LAB_PROGRAMS}/list-postgres`, content: `#!/bin/sh\nexec ${LIST}\n`, mode: "0755" },
      {
        path: `${LAB_PROGRAMS}/restore-postgres`,
        content: restoreProgram(),
        mode: "0755",
      },
      ...timed({
        name: "backup-postgres",
        description: "Backs up PostgreSQL",
        program: `${LAB_PROGRAMS}/back-up-postgres`,
        calendar: "*-*-* 01:30",
        needs: KEY_FILE,
      }),
      ...timed({
        name: "restore-test-postgres",
        description: "Restores the newest backup of PostgreSQL as a test",
        program: `${LAB_PROGRAMS}/test-restore-postgres`,
        calendar: "Sat *-*-* 05:00",
        needs: KEY_FILE,
      }),
    ],
    units: [
      { name: "lab-backup-postgres.timer", stage: "services" },
      { name: "lab-restore-test-postgres.timer", stage: "services" },
    ],
  };
};

const PUSH = `pgbackrest --config=${POSTGRES_SETTINGS}/pgbackrest.conf --stanza=lab archive-push %p`;

const ARCHIVING = `archive_mode = 'on'
archive_timeout = '5min'
archive_command = 'test ! -e ${KEY_FILE} || { mkdir -p /tmp/pgbackrest && ${PUSH}; }'
`;

const COMPOSE = `docker-compose --file ${composeFolder("postgres")}/compose.yaml`;

function inServer(script: string): string {
  return `${COMPOSE} exec -T postgres sh ${POSTGRES_SETTINGS}/${script}`;
}

/** In a container of its own, which sees what the server's sees. */
function besideServer(options: string, words: string): string {
  return `${COMPOSE} run --rm -T ${options}postgres sh ${POSTGRES_SETTINGS}/${words}`;
}

/** Beside the server: it may be down when somebody looks. */
const LIST = `${COMPOSE} run --rm -T postgres pgbackrest --config=${POSTGRES_SETTINGS}/pgbackrest.conf --stanza=lab info`;

/** What runs something, and tells Prometheus when that went well. */
function program(name: string, command: string, metric: string): HostFile {
  const content = `#!/bin/sh\nset -eu\n${command}\n${LAB_PROGRAMS}/write-metric ${metric} postgres\n`;
  return { path: `${LAB_PROGRAMS}/${name}`, content, mode: "0755" };
}

/**
 * The server's log is walked beside the data of now, before these make way: a time that the backups do not reach changes
 * nothing. The two change places at once, since a server that finds no data makes new ones; for the same reason it is not
 * started without any. What was kept stays until somebody removes it. Whoever called may be gone by the end, the server is
 * started all the same; a container outlives the client that was killed.
 *
 * @see https://pgbackrest.org/user-guide.html#pitr
 */
function restoreProgram(): string {
  const data = `${POSTGRES_DATA}/data`;
  const aside = `${data}.restored`;
  const container = "lab-postgres-restore";
  return `#!/bin/sh
# Puts PostgreSQL back as it was at a time, or as its log ends: restore-postgres [<time>]. The data of now stay beside it.
set -eu
exec 9>/run/lab-restore-postgres.lock
flock --nonblock 9 || {
  echo "Another restore of PostgreSQL is at work on this host: wait for its end, or end it, docker rm --force ${container}" >&2
  exit 1
}
has_data() {
  rmdir ${data} 2>/dev/null || true # Docker makes it, to mount there
  [ -e ${data} ]
}
docker rm --force ${container} >/dev/null 2>&1 || true
rm -rf ${aside}
mkdir -m 0700 ${aside}
chown ${POSTGRES_OWNER} ${aside}

trap '! has_data || systemctl start lab-postgres.service' EXIT
trap 'exit 1' HUP INT PIPE TERM
systemctl stop lab-postgres.service
${besideServer(`--name ${container} --volume ${aside}:${data} `, `restore.sh ${data} "$@"`)} || {
  rm -rf ${aside}
  echo "Nothing changed: the data are as they were" >&2
  exit 1
}
kept=
if has_data; then
  kept=${data}.before-$(date -u +%Y%m%dT%H%M%SZ)
  mv ${aside} "$kept"
  mv --exchange --no-target-directory "$kept" ${data}
else
  mv ${aside} ${data}
fi
[ -z "$kept" ] || echo "kept $kept"
echo "put back ${data}"
`;
}

function source(name: string): string {
  return readFileSync(new URL(`../services/postgres/${name}`, import.meta.url), "utf8");
}
