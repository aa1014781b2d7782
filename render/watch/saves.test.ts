import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "vitest";
import { saves } from "./saves.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "saves-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Waits for the burst that has a file. */
async function noticed(bursts: AsyncGenerator<ReadonlySet<string>>, file: string): Promise<void> {
  while (!(await bursts.next()).value.has(file));
}

test("saves() gives a file of a folder that came later, and what came with the folder", async () => {
  const bursts = saves([folder]);
  mkdirSync(join(folder, "apps/deep"), { recursive: true });
  writeFileSync(join(folder, "apps/deep/a.ts"), "a");
  await noticed(bursts, join(folder, "apps/deep/a.ts"));
  writeFileSync(join(folder, "apps/deep/b.ts"), "b");
  await noticed(bursts, join(folder, "apps/deep/b.ts"));
});

test("saves() goes on while folders come and go faster than it looks into them", { timeout: 30_000 }, async () => {
  const bursts = saves([folder]);
  const churn = `
    const { mkdirSync, rmSync } = require("node:fs");
    const names = Array.from({ length: 20 }, (_, number) => process.argv[1] + "/" + number);
    for (const end = Date.now() + 3000; Date.now() < end; ) {
      for (const name of names) mkdirSync(name + "/a/b/c", { recursive: true });
      for (const name of names) rmSync(name, { recursive: true });
    }`;
  await once(spawn(process.execPath, ["--eval", churn, folder]), "exit");
  writeFileSync(join(folder, "last.ts"), "");
  await noticed(bursts, join(folder, "last.ts"));
});
