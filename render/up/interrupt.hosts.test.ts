import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../bed/eventually.ts";
import { HostsLab } from "../bed/hosts/hosts-lab.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";

const WORDS = ["up", "pi1", "--only", "packages", "--trust-new-hosts"];

describe("lab up, interrupted", () => {
  let machines: TestHosts;
  let lab: HostsLab;
  let state: string;

  beforeAll(async () => {
    state = mkdtempSync("/tmp/lab-state-");
    lab = new HostsLab();
    machines = await testHosts({ count: 1 });
  });
  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
    rmSync(state, { recursive: true, force: true });
  });

  test("stops at once, says how to go on, leaves nothing here, and lets the host finish what it is at", async () => {
    const child = spawn(process.execPath, [lab.copy.path("render/lab.mjs"), ...WORDS], {
      cwd: lab.copy.folder,
      env: { ...process.env, NO_COLOR: "1", XDG_STATE_HOME: state },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    const apt = async () => (await machines.host("pi1").tryInside("pgrep -x apt-get")).stdout.trim();
    await eventually("apt-get runs", async () => ((await apt()) === "" ? output : undefined), 60);
    const told = performance.now();
    child.kill("SIGINT");
    const [status] = await once(child, "exit");
    expect(performance.now() - told).toBeLessThan(5000);
    expect(status).toBe(130);
    expect(output).toMatch(/Stopped at step "packages"\. .* npx lab up pi1 --from packages\n$/);
    expect(spawnSync("pgrep", ["-f", "ssh: .*\\[mux\\]"], { encoding: "utf8" }).stdout).toBe("");
    expect(readFileSync(logOf(state), "utf8")).toContain("Stopped at step");

    await eventually("apt-get ends by itself", async () => ((await apt()) === "" ? undefined : "it runs"), 120);
    expect((await machines.host("pi1").inside("dpkg --audit")).trim()).toBe("");
    const again = await lab.run(WORDS, { env: { XDG_STATE_HOME: state } });
    expect(again.output).toContain("Nothing changed");
    expect(again.status).toBe(0);
  });
});

function logOf(state: string): string {
  const folder = join(state, "lab/arcodange/logs");
  return join(folder, readdirSync(folder)[0] as string);
}
