import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { firstDisk, HostsLab, type Said } from "../bed/hosts/hosts-lab.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { readHosts } from "../hosts/read-host.ts";
import { readTree } from "../tree/read.ts";
import type { Sight } from "./run-probes.ts";
import { answerNames, fillIn, serve } from "./testing/fill-in.ts";

const NODES = ["pi1", "pi2", "pi3"];
const LONGHORN = "/var/lib/longhorn";

describe("lab status of three machines", () => {
  let machines: TestHosts;
  let lab: HostsLab;

  beforeAll(async () => {
    lab = new HostsLab();
    machines = await testHosts({ diskMebibytes: 256 });
    const up = await lab.up([...NODES, "--trust-new-hosts"], { answer: firstDisk });
    expect(up.status, up.output).toBe(0);
    await fillIn(machines, readHosts(readTree(lab.copy.path("rendered")), "arcodange"));
  }, 600_000);

  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
  });

  const inside = (name: string, script: string) => machines.host(name).inside(script);
  const status = () => lab.run(["status"]);

  /** For the length of a test. */
  async function breaking(name: string, fault: string, mend: string): Promise<void> {
    onTestFinished(async () => void (await inside(name, mend)));
    await inside(name, fault);
  }

  test("says in one line what is well, once what is not has been named: Vault, of which no pod runs here", async () => {
    const { status: code, output, seconds } = await status();
    console.log(`lab status took ${seconds.toFixed(1)} s`);
    expect(output.trim().split("\n")).toEqual([
      expect.stringMatching(/^down {5}Vault: it does not answer: .*namespaces "tools" not found$/),
      "         npx lab recover",
      "well     hosts, disks, clocks, services of the hosts, PostgreSQL, Gitea, DNS names, certificates, k3s nodes, pods, " +
        "volume attachments, Longhorn volumes, Vault Secrets Operator, Argo CD, backups",
    ]);
    expect(code).toBe(1);
  });

  test("tells the same as JSON", async () => {
    const { output } = await lab.run(["status", "--json"]);
    const sights = JSON.parse(output) as Sight[];
    expect(sights.filter(({ troubles }) => troubles.length > 0).map(({ link }) => link)).toEqual(["Vault"]);
    expect(sights[0]).toEqual({ link: "hosts", troubles: [] });
  });

  test("names a service that does not run", async () => {
    await breaking("pi1", "systemctl stop lab-pihole.service", "systemctl start lab-pihole.service");
    expect(told(await status())).toEqual([
      expect.stringMatching(/^down {5}lab-pihole.service of pi1: it is (inactive|failed)/),
      "journalctl --unit lab-pihole.service --lines 50 on pi1, then: npx lab recover",
    ]);
  });

  test("warns of a unit of the system that has failed", async () => {
    const fail = "systemd-run --quiet --unit=test-broken --wait false || true";
    await breaking("pi3", fail, "systemctl reset-failed");
    expect(told(await status())).toEqual([
      "warning  test-broken.service of pi3: it has failed",
      "journalctl --unit test-broken.service --lines 50 on pi3",
    ]);
  });

  test.each([
    {
      says: "warns of a disk that is nearly full",
      percent: 88,
      problem: /^warning {2}\S+ of pi3: (8[5-9]|9[0-4]) % of it is used$/,
    },
    {
      says: "calls a disk down that is full",
      percent: 99,
      problem: /^down {5}\S+ of pi3: (9[5-9]|100) % of it is used$/,
    },
  ])("$says", async ({ percent, problem }) => {
    const size = `$(($(findmnt -b -n -o AVAIL ${LONGHORN}) * ${percent} / 100))`;
    await breaking("pi3", `fallocate -l ${size} ${LONGHORN}/much`, `rm ${LONGHORN}/much`);
    expect(told(await status())).toEqual([expect.stringMatching(problem), `find what takes it: du -xsh ${LONGHORN}/*`]);
  });

  test("calls a file system down that can only be read, as one is after an error of its disk", async () => {
    await breaking("pi3", `mount -o remount,ro ${LONGHORN}`, `mount -o remount,rw ${LONGHORN}`);
    expect(told(await status())).toEqual([
      "down     /var/lib/longhorn of pi3: it can only be read, as after an error of its disk",
      'look at "dmesg" there, check the disk, then: npx lab recover',
    ]);
  });

  test("names a clock that is off, by what its host says: a container has no clock of its own", async () => {
    const late = '#!/bin/sh\\nexec /usr/bin/date --date="120 seconds ago" "$@"\\n';
    const date = "/usr/local/bin/date";
    await breaking("pi3", `printf '${late}' >${date} && chmod +x ${date}`, `rm ${date}`);
    expect(told(await status())).toEqual([
      expect.stringMatching(/^down {5}clock of pi3: it is 1[12]\d s off from this machine's$/),
      "timedatectl timesync-status on pi3",
    ]);
  });

  test("names a certificate that has expired", async () => {
    onTestFinished(() => serve(machines.host("pi1"), 9000, "ca.arcodange.lab"));
    await serve(machines.host("pi1"), 9000, "ca.arcodange.lab", -1);
    expect(told(await status())).toEqual([
      expect.stringMatching(/^down {5}certificate of ca.arcodange.lab: it has expired on \d{4}-\d\d-\d\dT/),
      "npx lab recover",
    ]);
  });

  test("names a name for which Pi-hole has the address of a stranger", async () => {
    onTestFinished(() => answerNames(machines.host("pi1"), "192.168.1.201"));
    await answerNames(machines.host("pi1"), "10.0.0.9");
    expect(told(await status())).toContain(
      "down     name gitea.arcodange.lab: Pi-hole answers 10.0.0.9, which is no host",
    );
  });

  test("warns of a backup that is too old", async () => {
    const metric = "lab_backup_last_success_timestamp_seconds";
    const age = `sed -i "s/ [0-9]*$/ $(date -d '3 days ago' +%s)/" /var/lib/node-exporter/${metric}-postgres.prom`;
    await breaking("pi2", age, `/usr/local/lib/lab/write-metric ${metric} postgres`);
    expect(told(await status())).toEqual([
      "warning  backup of postgres on pi2: the last one is 3.0 days old",
      "npx lab backup pi2",
    ]);
  });

  test("names PostgreSQL when it is stopped, and its unit", async () => {
    await breaking("pi2", "systemctl stop lab-postgres.service", "systemctl start lab-postgres.service");
    expect(told(await status())).toEqual([
      expect.stringMatching(/^down {5}lab-postgres.service of pi2: it is (inactive|failed)/),
      "journalctl --unit lab-postgres.service --lines 50 on pi2, then: npx lab recover",
      "down     PostgreSQL at 192.168.1.202:5432: it cannot be reached (ECONNREFUSED)",
      "npx lab recover",
    ]);
  });

  test("names the API server once when it is stopped, and in one line what cannot be seen without it", async () => {
    await inside("pi1", "systemctl stop k3s.service");
    const { output } = await status();
    await inside("pi1", "systemctl start k3s.service");
    const lines = output.split("\n").filter(line => line.includes("API server"));
    expect(lines).toEqual([
      expect.stringMatching(/^down {5}API server: it does not answer: /),
      "unseen   k3s nodes, pods, volume attachments, Longhorn volumes, Vault, Vault Secrets Operator, Argo CD: not without the " +
        "API server",
    ]);
    expect(output).toMatch(/^down {5}k3s.service of pi1: it is inactive/m);
    expect(output).toMatch(/^well {5}hosts, disks, clocks, PostgreSQL, /m);
    await eventually(status, /^well .* k3s nodes/m);
  });

  test("names a host without power and its node, and tells of the others in time", async () => {
    await machines.host("pi3").cut();
    const lost = await eventually(status, /node pi3: it is not ready/);
    expect(told(lost)).toEqual([
      expect.stringMatching(/^down {5}host pi3: Cannot reach pi3 \(192\.168\.1\.203\): nothing answers there, /),
      expect.stringMatching(/^ssh: connect to host 192\.168\.1\.203 port 22: /),
      "look at its power and its network, then: ping 192.168.1.203",
      "down     node pi3: it is not ready",
      "npx lab recover",
    ]);
    expect(lost.output).toMatch(/^well {5}disks, clocks, services of the hosts, PostgreSQL, /m);
    expect(lost.seconds).toBeLessThan(40);
  });

  test("names a disk that is not there", async () => {
    await machines.host("pi3").powerOn("late");
    const late = await eventually(status, /^well .* k3s nodes/m);
    expect(told(late)).toContain(`down     disk lab-longhorn of pi3: nothing is mounted at ${LONGHORN}`);
    expect(told(late)).toContain("plug it in, then: npx lab recover");
    await machines.host("pi3").plugIn();
    expect(told(await eventually(status, /^well {5}hosts, disks,/m))).toEqual([]);
  });
});

/** What is wrong, without what always is here. */
function told({ status, output }: Said): string[] {
  expect(status, output).toBe(1);
  const lines = output
    .trim()
    .split("\n")
    .map(line => line.replace(/^ +/, ""));
  const vault = lines.findIndex(line => line.startsWith("down     Vault: it does not answer"));
  expect(vault, output).toBeGreaterThanOrEqual(0);
  return lines.filter((line, index) => index !== vault && index !== vault + 1 && !line.startsWith("well"));
}

/** k3s needs a while to miss a node, and to have it back. */
async function eventually(look: () => Promise<Said>, wanted: RegExp): Promise<Said> {
  for (let left = 12; left > 0; left--) {
    const said = await look();
    if (wanted.test(said.output)) return said;
    await sleep(2000);
  }
  return look();
}
