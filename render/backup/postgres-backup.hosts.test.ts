import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { eventually } from "../bed/eventually.ts";
import { type Bucket, startBucket } from "../bed/servers/bucket.ts";
import { PostgresMachine } from "./testing/postgres-machine.ts";

const cluster = clusters[0] as Cluster;
const folder = mkdtempSync(join(tmpdir(), "lab-postgres-"));
const SETTINGS = "/etc/lab/postgres/settings";
const DATA = "/srv/lab/postgres";
const TEST_FOLDER = "/srv/lab/postgres-restore-test";
const secrets = { "postgres/superuser": "a word", "backup/passphrase": "a passphrase", "backup/gcs-key": "a token" };
let bucket: Bucket;
let machine: PostgresMachine;
let server: ChildProcess;

const sql = (statement: string) =>
  machine.run(
    "psql",
    "-h",
    `${DATA}/socket`,
    "-p",
    String(cluster.postgres.port),
    "-U",
    "postgres",
    "-Atqc",
    statement,
    "postgres",
  );

async function start(): Promise<void> {
  server = machine.start();
  await eventually(
    "PostgreSQL takes what is written",
    async () => (sql("SELECT pg_is_in_recovery()") === "f" ? undefined : "it recovers"),
    60,
  );
}

async function cut(): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

/** What a bucket at another address is called; the lab's own is at Google. */
function adapt(path: string, text: string): string {
  if (!path.endsWith("/pgbackrest.conf")) return text;
  const fake = `repo1-gcs-endpoint=${bucket.address}\nrepo1-storage-verify-tls=n\nrepo1-gcs-key-type=token\n`;
  return text.replace("repo1-path=", `${fake}repo1-path=`);
}

beforeAll(async () => {
  bucket = await startBucket(folder, cluster.buckets.hostBackups, { scheme: "https" });
  machine = new PostgresMachine(folder, cluster, secrets, adapt);
  await start();
}, 180_000);
afterAll(async () => {
  await cut();
  await bucket.stop();
  machine.remove();
  rmSync(folder, { recursive: true });
});

describe("the backup of PostgreSQL", () => {
  test("goes encrypted into the bucket, while the server runs", () => {
    sql("CREATE TABLE commits (name text); INSERT INTO commits VALUES ('a first commit')");
    machine.run("sh", `${SETTINGS}/back-up.sh`);
    expect(machine.run("pgbackrest", `--config=${SETTINGS}/pgbackrest.conf`, "--stanza=lab", "info")).toContain(
      "status: ok",
    );
    expect(spawnSync("grep", ["-rlF", "a first commit", bucket.objects], { encoding: "utf8" }).stdout).toBe("");
  });

  test("brings the server back to any second, on an empty disk", async () => {
    sql("INSERT INTO commits VALUES ('a second commit')");
    sql("SELECT pg_sleep(1)"); // a backup is known by the second in which it ended
    const before = sql("SELECT now()");
    sql("DROP TABLE commits");
    sql("CREATE TABLE mistakes ()");
    await archived(sql("SELECT pg_walfile_name(pg_switch_wal())"));
    await cut();
    renameSync(join(machine.root, DATA, "data"), join(machine.root, DATA, "data.lost"));
    machine.run("sh", `${SETTINGS}/restore.sh`, `${DATA}/data`, before);
    await start();
    expect(sql("SELECT string_agg(name, ', ' ORDER BY name) FROM commits")).toBe("a first commit, a second commit");
    expect(sql("SELECT to_regclass('mistakes')")).toBe("");
  });

  test("is tried by a restore beside the server, which leaves nothing behind", () => {
    machine.run("sh", `${SETTINGS}/back-up.sh`);
    machine.run("env", `LAB_RESTORE=${TEST_FOLDER}`, "sh", `${SETTINGS}/test-restore.sh`);
    expect(machine.run("ls", TEST_FOLDER)).toBe("");
    expect(sql("SELECT count(*) FROM commits")).toBe("2");
  });

  test("fails its test when one of its databases does not answer", () => {
    sql("CREATE DATABASE broken");
    const folderOfBroken = sql("SELECT oid FROM pg_database WHERE datname = 'broken'");
    rmSync(join(machine.root, DATA, "data/base", folderOfBroken, "PG_VERSION"));
    machine.run("sh", `${SETTINGS}/back-up.sh`);
    expect(() => machine.run("env", `LAB_RESTORE=${TEST_FOLDER}`, "sh", `${SETTINGS}/test-restore.sh`)).toThrow(
      "is not a valid data directory",
    );
    sql("DROP DATABASE broken");
  });

  test("keeps no log back while there is no key", async () => {
    const key = join(machine.root, SETTINGS, "gcs-key.json");
    renameSync(key, `${key}.away`);
    const failures = sql("SELECT failed_count FROM pg_stat_archiver");
    sql("INSERT INTO commits VALUES ('a third commit')");
    await archived(sql("SELECT pg_walfile_name(pg_switch_wal())"));
    expect(sql("SELECT failed_count FROM pg_stat_archiver")).toBe(failures);
    renameSync(`${key}.away`, key);
  });
});

/** Waits until the server need not keep a piece of its log any more. */
async function archived(piece: string): Promise<void> {
  const last = "SELECT last_archived_wal FROM pg_stat_archiver";
  await eventually("the log is archived", async () => (sql(last) >= piece ? undefined : `${piece} is not`), 60);
}
