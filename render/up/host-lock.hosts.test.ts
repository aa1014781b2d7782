import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { eventually } from "../bed/eventually.ts";
import { HostsLab } from "../bed/hosts/hosts-lab.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";

const UP = ["up", "pi1", "--only", "name-and-time", "--trust-new-hosts"];

describe("the lock of a host", () => {
  let machines: TestHosts;
  let lab: HostsLab;
  let state: string;

  beforeAll(async () => {
    state = mkdtempSync("/tmp/lab-state-");
    lab = new HostsLab();
    machines = await testHosts({ count: 1 });
    expect((await run(UP)).status).toBe(0);
  });
  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
    rmSync(state, { recursive: true, force: true });
  });

  const run = (words: readonly string[]) => lab.run(words, { env: { XDG_STATE_HOME: state } });
  /** By what the lock's process waits with; to try it would be to take it, for a moment. */
  const isTaken = () => machines.host("pi1").tryInside("pgrep --exact head");
  const taken = async () => ((await isTaken()).status === 0 ? undefined : "it is free");
  const free = async () => ((await isTaken()).status === 0 ? "it is taken" : undefined);

  /** Of this lab, of which pi2 and pi3 have no power, and so one that waits. */
  async function recovering(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [lab.copy.path("render/lab.mjs"), "recover"], {
      cwd: lab.copy.folder,
      env: { ...process.env, NO_COLOR: "1", XDG_STATE_HOME: state },
      stdio: "ignore",
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await eventually("pi1 is taken", taken, 60);
    return child;
  }

  test("keeps another command away for as long as one runs, and not one that only looks", async () => {
    const first = await recovering();
    const { status, output } = await run(UP);
    expect(output).toMatch(
      /^Cannot work on pi1: it is held by root on \S+ for "lab recover" since \S+, wait until that is done/m,
    );
    expect(status).toBe(2);
    expect((await run([...UP, "--dry-run"])).output).toContain("Nothing");
    expect((await run(["status", "--json"])).output).not.toContain("Cannot work on");
    first.kill("SIGKILL");
    await eventually("pi1 is free", free, 10);
    expect((await run(UP)).status).toBe(0);
  });

  test("goes with a connection over which nothing comes any more", { timeout: 180_000 }, async () => {
    const first = await recovering();
    first.kill("SIGSTOP");
    const stopped = performance.now();
    expect((await run(UP)).output).toContain("Cannot work on pi1");
    await eventually("pi1 is free", free, 120);
    expect(performance.now() - stopped).toBeGreaterThan(30_000);
    expect((await run(UP)).status).toBe(0);
  });
});
