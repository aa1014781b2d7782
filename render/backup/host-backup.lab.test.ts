import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../bed/eventually.ts";

const folder = mkdtempSync(join(tmpdir(), "lab-backup-"));
const kept = join(folder, "gitea");
const database = join(folder, "state.db");
const copy = join(folder, "copies/state.db");
const metrics = join(folder, "metrics");

const environment = {
  PATH: process.env.PATH,
  HOME: folder,
  TMPDIR: folder,
  LAB_BACKUP: join(folder, "settings"),
  LAB_METRICS: metrics,
  LAB_RESTORE: join(folder, "restore-test"),
  LAB_PROGRAMS: join(folder, "programs"),
  RESTIC_REPOSITORY: join(folder, "repository"),
  RESTIC_PASSWORD_FILE: join(folder, "settings/passphrase"),
  RESTIC_CACHE_DIR: join(folder, "cache"),
};

const script = (name: string) => new URL(`../../platform/hosts/backup/${name}.sh`, import.meta.url);

/** Runs a script as a host does: with dash, and told by names of files. */
function run(name: string, ...words: string[]): string {
  return execFileSync("dash", [fileURLToPath(script(name)), ...words], {
    encoding: "utf8",
    env: environment,
    stdio: "pipe",
  });
}

const sql = (file: string, statement: string) =>
  execFileSync("sqlite3", [file, statement], { encoding: "utf8" }).trim();

beforeAll(() => {
  for (const name of ["settings", "metrics", "gitea/repositories"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(kept, "repositories/erp"), "a commit", { mode: 0o640 });
  sql(
    database,
    "PRAGMA journal_mode=wal; CREATE TABLE kine (name TEXT); INSERT INTO kine VALUES ('/registry/pods/erp')",
  );
  cpSync(fileURLToPath(script("write-metric")), join(folder, "programs/write-metric"));
  chmodSync(join(folder, "programs/write-metric"), 0o755);
  writeFileSync(join(folder, "settings/passphrase"), "a passphrase of the test\n");
  writeFileSync(join(folder, "settings/paths"), `${kept}\n${copy}\n`);
  writeFileSync(
    join(folder, "settings/copies"),
    `mkdir -p ${folder}/copies && rm -f ${copy} && sqlite3 ${database} ".backup '${copy}'"\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a backup of a host", () => {
  test("makes its repository, keeps nothing there in the clear, and tells Prometheus", () => {
    run("back-up");
    expect(filesHolding("a commit", kept)).toHaveLength(1);
    expect(filesHolding("a commit", join(folder, "repository"))).toEqual([]);
    expect(secondsSince("lab_backup_last_success_timestamp_seconds")).toBeLessThan(60);
  });

  test("goes on where a power cut left a lock", async () => {
    writeFileSync(join(kept, "repositories/cms"), "another commit");
    await leaveLock("backup", "--stdin");
    run("back-up");
    expect(locks()).toEqual([]);
  });

  test("goes on where a power cut left a lock that lets nobody else in, as a prune has it", async () => {
    const never = join(folder, "never-written");
    execFileSync("mkfifo", [never]);
    await leaveLock("key", "passwd", "--new-password-file", never);
    run("back-up");
    expect(locks()).toEqual([]);
  });

  test("is whole when it is restored as a test, which touches nothing", () => {
    writeFileSync(join(kept, "repositories/erp"), "a later commit");
    mkdirSync(join(environment.LAB_RESTORE, "of a power cut"), { recursive: true });
    run("test-restore");
    expect(secondsSince("lab_restore_test_last_success_timestamp_seconds")).toBeLessThan(60);
    expect(readFileSync(join(kept, "repositories/erp"), "utf8")).toBe("a later commit");
    expect(existsSync(environment.LAB_RESTORE)).toBe(false);
  });

  test("fails its test when something is missing, and says what", () => {
    const paths = readFileSync(join(folder, "settings/paths"), "utf8");
    writeFileSync(join(folder, "settings/paths"), `${paths}${folder}/never\n`);
    expect(() => run("test-restore")).toThrow(`The newest backup lacks ${folder}/never`);
    writeFileSync(join(folder, "settings/paths"), paths);
  });

  test("is put back with its modes, and what was there stays beside it", () => {
    const printed = run("put-back", "latest", kept, kept, copy, database);
    expect(readFileSync(join(kept, "repositories/erp"), "utf8")).toBe("a commit");
    expect(statSync(join(kept, "repositories/erp")).mode & 0o777).toBe(0o640);
    expect(sql(database, "SELECT name FROM kine")).toBe("/registry/pods/erp");
    const [, before] = /^kept (.*gitea\.before-.*)$/m.exec(printed) ?? [];
    expect(readFileSync(join(before ?? "", "repositories/erp"), "utf8")).toBe("a later commit");
  });

  test("is put back into an empty host", () => {
    const empty = join(folder, "fresh/srv/gitea");
    run("put-back", "latest", kept, empty);
    expect(readFileSync(join(empty, "repositories/cms"), "utf8")).toBe("another commit");
  });

  test("is no use without its passphrase", () => {
    cpSync(fileURLToPath(script("write-metric")), join(folder, "programs/write-metric"));
    chmodSync(join(folder, "programs/write-metric"), 0o755);
    writeFileSync(join(folder, "settings/passphrase"), "another\n");
    expect(() => run("put-back", "latest", kept, join(folder, "stolen"))).toThrow("wrong password");
  });
});

/** Kills restic while it holds a lock. */
async function leaveLock(...words: string[]): Promise<void> {
  const cut = spawn("restic", words, { env: environment, stdio: ["pipe", "ignore", "ignore"] });
  await eventually("restic holds a lock", async () => (locks().length > 0 ? undefined : "there is none"), 20);
  cut.kill("SIGKILL");
  await once(cut, "exit");
  expect(locks()).not.toEqual([]);
}

/** Those that are whole: while one is written it has a longer name. */
function locks(): string[] {
  return readdirSync(join(folder, "repository/locks")).filter(name => /^[0-9a-f]{64}$/.test(name));
}

function filesHolding(text: string, below: string): string[] {
  const { stdout } = spawnSync("grep", ["-rlF", text, below], { encoding: "utf8" });
  return stdout.split("\n").filter(line => line !== "");
}

function secondsSince(metric: string): number {
  const written = readdirSync(metrics).map(name => readFileSync(join(metrics, name), "utf8"));
  const [, time] = new RegExp(`^${metric}\\{what="host"\\} (\\d+)$`, "m").exec(written.join("")) ?? [];
  return Math.abs(Date.now() / 1000 - Number(time));
}
