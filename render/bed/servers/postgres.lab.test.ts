import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startPostgres } from "./postgres.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("startPostgres() goes on with the data that it finds, after a stop and after a kill", async () => {
  const first = await startPostgres(folder);
  const identity = () =>
    readFileSync(join(folder, "postgres", "global", "pg_control"))
      .subarray(0, 8)
      .toString("hex");
  const before = identity(); // chosen when the data were made
  await first.kill();
  await first.restart();
  await first.stop();
  const second = await startPostgres(folder);
  await second.stop();
  expect(identity()).toBe(before);
  expect(second.password).toBe(first.password);
});

test("startPostgres() makes the data anew when it was ended while it made them", async () => {
  const first = await startPostgres(folder);
  await first.stop();
  rmSync(join(folder, "postgres", "global"), { recursive: true });
  const half = join(folder, "postgres.new");
  renameSync(join(folder, "postgres"), half);
  const second = await startPostgres(folder);
  await second.stop();
  expect(existsSync(half)).toBe(false);
});

test("the password lies where only its owner may read it", async () => {
  const postgres = await startPostgres(folder);
  await postgres.stop();
  expect(statSync(join(folder, "postgres-password")).mode & 0o077).toBe(0);
});

test("PostgreSQL ends with the process that started it, even when that is killed", async () => {
  const source = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve("./postgres.ts"))});
    console.log((await startPostgres(${JSON.stringify(folder)})).port);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  const isShutDown = () => {
    expect(readFileSync(join(folder, "postgres.log"), "utf8")).toContain("database system is shut down");
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  };
  await vi.waitFor(isShutDown, { timeout: 10_000, interval: 50 });
});
