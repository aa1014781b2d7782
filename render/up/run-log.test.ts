import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runLog } from "./run-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lab-log-"));
  vi.stubEnv("XDG_STATE_HOME", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("runLog()", () => {
  test("is for this user alone, and has the time before each line and no colour", () => {
    const log = runLog("home", "up", () => []);
    log.write(["\u001b[32mchanged\u001b[39m", "second"]);
    expect(dirname(log.file)).toBe(join(folder, "lab", "home", "logs"));
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(log.file, "utf8")).toMatch(/^\S+Z changed\n\S+Z second\n$/);
  });

  test("holds no secret, also one that became known after it was begun", () => {
    const secrets: string[] = [];
    const log = runLog("home", "up", () => secrets);
    secrets.push("f00dfacef00d");
    log.write(["the password f00dfacef00d was refused"]);
    expect(readFileSync(log.file, "utf8")).toContain("the password … was refused");
  });

  test("keeps thirty of a command, the newest, and those of other commands", () => {
    const logs = dirname(runLog("home", "recover", () => []).file);
    for (let number = 10; number < 50; number++) writeFileSync(join(logs, `up-2020-01-${number}.log`), "");
    const { file } = runLog("home", "up", () => []);
    const names = readdirSync(logs);
    expect(names.filter(name => name.startsWith("up-")).length).toBe(30);
    expect(names).not.toContain("up-2020-01-20.log");
    expect(names.some(name => file.endsWith(name))).toBe(true);
    expect(names.some(name => name.startsWith("recover-"))).toBe(true);
  });
});
