import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Host } from "../../platform/hosts/host.ts";
import { differences, secretsOf } from "../bed/hosts/as-declared.ts";
import { firstDisk, HostsLab, type Said } from "../bed/hosts/hosts-lab.ts";
import { RUN_FOLDER } from "../bed/hosts/run-folder.ts";
import { PASSWORD, type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { readHosts } from "../hosts/read-host.ts";
import { repositoryFolder } from "../repository.ts";
import { readTree } from "../tree/read.ts";
import { sequenceOfHosts } from "./sequence.ts";

const NODES = ["pi1", "pi2", "pi3"];
const STEPS = sequenceOfHosts.map(({ step }) => step);

/** Steps that only look, or find nothing to do here. */
const NOTHING_TO_DO = ["reach", "disk-files"];

/** Of a whole walk from new machines on a busy machine. */
const WALK_MILLISECONDS = 600_000;

describe("lab up on three machines", () => {
  let machines: TestHosts;
  let lab: HostsLab;
  let hosts: readonly Host[];

  beforeAll(async () => {
    lab = new HostsLab();
    hosts = readHosts(readTree(lab.copy.path("rendered")), "arcodange");
    machines = await testHosts();
  });

  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
  });

  const plainUp = (...words: string[]) => lab.up([...NODES, ...words]);

  test("trusts no machine that was never seen without a word", async () => {
    const { status, output } = await plainUp();
    expect(output).toMatch(/Cannot reach pi1 \(192\.168\.1\.201\): its key SHA256:\S+ \(ED25519\) is not trusted/);
    expect(status).toBe(2);
  });

  test("killed in the midst of every step, goes on with the next run and comes to the end", {
    timeout: WALK_MILLISECONDS,
  }, async () => {
    const left = new Map(STEPS.map(({ name, does }) => [name, doingLine(name, does)]));
    const killedAt: string[] = [];
    let said: Said | undefined;
    for (let runs = 0; runs < 2 * STEPS.length && said?.status !== 0; runs++) {
      let isKilled = false;
      said = await lab.up([...NODES, "--trust-new-hosts"], {
        answer: firstDisk,
        watch(output, kill) {
          const seen = stripVTControlCharacters(output);
          const [step] = [...left].find(([, doing]) => doing.test(seen)) ?? [];
          if (isKilled || step === undefined) return;
          isKilled = true;
          killedAt.push(step);
          left.delete(step);
          setTimeout(kill, 200);
        },
      });
      await Promise.all(NODES.map(name => machines.host(name).untilAnswers()));
    }
    console.log(`killed while it was at ${killedAt.join(", ")}`);
    expectDone(said as Said);
    expect([...left.keys()].filter(name => !NOTHING_TO_DO.includes(name))).toEqual([]);
  });

  test("leaves every machine as it is declared", async () => {
    const found = await Promise.all(hosts.map(host => differences(machines, host, hosts)));
    expect(found.flat()).toEqual([]);
  });

  test("makes one cluster of them", async () => {
    const nodes = await machines.host("pi1").inside("k3s kubectl get nodes --no-headers");
    expect(nodes.split("\n").filter(line => / Ready /.test(line))).toHaveLength(3);
  });

  test("changes nothing the second time, and says so quickly", async () => {
    const said = await plainUp();
    console.log(`the second run took ${said.seconds.toFixed(1)} s`);
    expectUnchanged(said);
    expect(said.seconds).toBeLessThan(60);
  });

  test("writes no secret to the screen or into its log", async () => {
    const secrets = await secretsOf(machines, hosts);
    expect(secrets.size).toBeGreaterThan(3);
    const said = await plainUp("--dry-run");
    for (const value of secrets.values()) expect(said.output).not.toContain(value);
    for (const name of NODES) {
      const journal = await machines.host(name).inside("journalctl --no-pager");
      for (const [secret, value] of secrets) expect(journal.includes(value), `${secret} on ${name}`).toBe(false);
    }
  });

  test("shows what it would change, and changes nothing, with --dry-run", async () => {
    await machines.host("pi3").inside("echo '# mine' >> /etc/systemd/timesyncd.conf.d/lab.conf");
    const said = await plainUp("--dry-run");
    expect(said.output).toContain("-# mine");
    expect(said.status).toBe(1);
    expect(await machines.host("pi3").inside("cat /etc/systemd/timesyncd.conf.d/lab.conf")).toContain("# mine");
    expectDone(await plainUp());
  });

  test("goes on on the others when a machine is lost in the midst, and with that one when it is back", async () => {
    for (const name of NODES) await machines.host(name).inside("rm /etc/sysctl.d/90-lab.conf");
    let cut: Promise<void> | undefined;
    const said = await lab.up(NODES, {
      watch(output) {
        if (/^folders /m.test(output)) cut ??= machines.host("pi3").cut();
      },
    });
    await cut;
    expect(said.output).toMatch(/^files +pi1 +changed/m);
    expect(said.output).toMatch(/^Step "files" failed on pi3: Cannot reach pi3 /m);
    expect(said.output).toContain("Go on with: npx lab up pi1 pi2 pi3 --from files");
    expect(said.status).toBe(2);
    await machines.host("pi3").powerOn();
    expectDone(await plainUp());
    for (const name of NODES) await machines.host(name).inside("test -e /etc/sysctl.d/90-lab.conf");
  });

  test("finds everything up again after a power cut of all three", async () => {
    await Promise.all(NODES.map(name => machines.host(name).cut()));
    await Promise.all(NODES.map(name => machines.host(name).powerOn()));
    expectUnchanged(await eventually(() => plainUp("--dry-run")));
  });

  test("has its database back, with what was in it, after the server was killed", async () => {
    const pi2 = machines.host("pi2");
    await pi2.inside(psql("CREATE TABLE kept AS SELECT 42 AS answer"));
    await pi2.inside("pkill -9 -o -f 'postgres -D'");
    await eventually(() => pi2.tryInside(psql("SELECT 1")));
    expect(await pi2.inside(psql("SELECT answer FROM kept"))).toBe("42\n");
  });

  test("makes no new database while the disk of the old one is late, and takes the old one when it comes", async () => {
    const pi2 = machines.host("pi2");
    await pi2.cut();
    await pi2.powerOn("late");
    expect((await pi2.inside("systemctl is-active lab-postgres.service || true")).trim()).not.toBe("active");
    expect(await pi2.inside("ls -A /srv/lab")).toBe("");
    expect((await pi2.tryInside("touch /srv/lab/mine")).stderr).toContain("Operation not permitted");
    await pi2.plugIn();
    expectDone(await plainUp());
    await eventually(() => pi2.tryInside(psql("SELECT 1")));
    expect(await pi2.inside(psql("SELECT answer FROM kept"))).toBe("42\n");
  });

  test("says so when a disk is full, and goes on when there is room", async () => {
    const pi1 = machines.host("pi1");
    await pi1.inside("apt-get remove -y -qq sqlite3");
    pi1.leaveFree(512);
    const said = await plainUp();
    expect(said.output).toMatch(/pi1.*(disk is full|its disk has \d+ MiB left)/);
    expect(said.status).toBe(2);
    pi1.leaveFree();
    expectDone(await plainUp());
  });

  test("needs no Internet when nothing is missing, and names what it needs it for", async () => {
    await machines.outside.disconnect();
    expectUnchanged(await plainUp());
    await machines.host("pi1").inside("apt-get remove -y -qq sqlite3 && rm -rf /var/cache/apt/archives/*.deb");
    const said = await plainUp();
    expect(said.output).toMatch(/pi1.*does not reach its package mirror/);
    expect(said.status).toBe(2);
    await machines.outside.connect();
    expectDone(await plainUp());
  });

  test("stops at a system that it does not know", async () => {
    const pi3 = machines.host("pi3");
    await pi3.inside("cp /usr/lib/os-release /root/os-release && sed -i 's/^ID=.*/ID=alpine/' /usr/lib/os-release");
    const said = await plainUp("--only", "reach");
    expect(said.output).toMatch(/it runs alpine 13: install one of debian 13/);
    expect(said.status).toBe(2);
    await pi3.inside("cp /root/os-release /usr/lib/os-release");
  });

  test("stops at a machine with another processor than is declared", async () => {
    const facts = "clusters/arcodange/index.ts";
    const all = "onTestHosts(declared)";
    const wrong = `{ ...${all}, nodes: { ...${all}.nodes, pi3: { ...${all}.nodes.pi3, architecture: "arm64" } } }`;
    lab.copy.edit(facts, `= ${all}`, `= ${wrong}`);
    lab.render();
    const said = await plainUp("--only", "reach");
    expect(said.output).toContain('its packages are for amd64, and node "pi3" is declared as arm64');
    expect(said.status).toBe(2);
    lab.copy.edit(facts, `= ${wrong}`, `= ${all}`);
    lab.render();
  });

  test("takes the password of sudo where one is wanted, and says so when it is wrong", async () => {
    const pi1 = machines.host("pi1");
    await pi1.inside("mv /etc/sudoers.d/010_pi-nopasswd /root/");
    const wrong = await lab.up([...NODES, "--only", "reach"], { env: { LAB_HOSTS_SUDO: "not the raspberry" } });
    expect(wrong.output).toContain("Cannot become root on pi1: sudo refuses the password");
    expect(wrong.output).not.toContain("not the raspberry");
    expect(wrong.status).toBe(2);
    expectUnchanged(await lab.up([...NODES, "--only", "reach"], { env: { LAB_HOSTS_SUDO: PASSWORD } }));
    await pi1.inside("mv /root/010_pi-nopasswd /etc/sudoers.d/");
  });

  test("comes over a slow link to the same end", async () => {
    const config = join(process.env[RUN_FOLDER] as string, "slow");
    const relay = join(repositoryFolder, "render/bed/hosts/slow-link.ts");
    writeFileSync(config, `Host *\n  ProxyCommand ${process.execPath} ${relay} %h %p 150\n`);
    const said = await lab.up(NODES, { env: { LAB_SSH_CONFIG: config } });
    console.log(`over a link with 300 ms for each answer it took ${said.seconds.toFixed(1)} s`);
    expectUnchanged(said);
  });

  test("restarts nodes of which the kernel lacks a word, and never two are away from the cluster at once", {
    timeout: WALK_MILLISECONDS,
  }, async () => {
    const before = NODES.map(name => machines.host(name).starts);
    for (const name of NODES) {
      await machines.host(name).inside("sed -i 's/ cgroup_enable=memory//' /boot/firmware/cmdline.txt");
    }
    const samples: string[] = [];
    let isOver = false;
    const sampling = (async () => {
      for (; !isOver; await sleep(200))
        samples.push((await Promise.all(NODES.map(name => awayName(machines, name)))).join(" ").trim());
    })();
    const { status, output } = await plainUp("--only", "boot");
    isOver = true;
    await sampling;
    expect(status, output).toBe(0);
    expect(NODES.map(name => machines.host(name).starts)).toEqual(before.map(starts => starts + 1));
    expect(new Set(samples.filter(away => away !== ""))).toEqual(new Set(NODES));
  });

  test("stops before a machine that shows another key than before", async () => {
    const pi3 = machines.host("pi3");
    pi3.changeKeys();
    await pi3.inside("systemctl restart ssh");
    const said = await plainUp();
    expect(said.output).toMatch(/Cannot reach pi3 \(192\.168\.1\.203\): it shows another key than before/);
    expect(said.status).toBeGreaterThan(1);
  });
});

function expectDone({ status, output }: Said): void {
  expect(status, output).toBe(0);
  expect(output).toMatch(/^(Done: |Nothing changed: )/m);
}

function expectUnchanged({ status, output }: Said): void {
  expect(status, output).toBe(0);
  expect(output).toMatch(/^Nothing changed: /m);
}

/** The line of a step that does something, as a terminal of 80 columns shows it. */
function doingLine(name: string, does: string): RegExp {
  return new RegExp(`^${name} +\\S+ +\\(.*\\) ${does.slice(0, 30)}`, "m");
}

/** Its name while k3s does not run there, or it has no power; empty else. */
async function awayName(machines: TestHosts, name: string): Promise<string> {
  try {
    await machines.host(name).inside("systemctl --quiet is-active k3s.service k3s-agent.service");
    return "";
  } catch {
    return name;
  }
}

function psql(query: string): string {
  const exec = "docker-compose --file /etc/lab/postgres/compose.yaml exec -T postgres";
  return `${exec} psql -At --username=postgres -c "${query}"`;
}

/** What comes up by itself takes a moment. */
async function eventually<T extends { readonly status: number | null }>(look: () => Promise<T>): Promise<T> {
  for (let left = 20; left > 0; left--) {
    const seen = await look();
    if (seen.status === 0) return seen;
    await sleep(2000);
  }
  return look();
}
