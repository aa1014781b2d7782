import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { clusters } from "../../clusters/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { HOST_SECRETS, type Host } from "../../platform/hosts/host.ts";
import { NODES_TOKEN } from "../../platform/hosts/parts/k3s-registries.ts";
import { staticNames } from "../../platform/hosts/static-names.ts";
import { eventually } from "../bed/eventually.ts";
import { firstDisk, HostsLab } from "../bed/hosts/hosts-lab.ts";
import { type NameServer, startNameServer } from "../bed/hosts/name-server.ts";
import { ROUTER } from "../bed/hosts/network.ts";
import { giveWayOut } from "../bed/hosts/outside-address.ts";
import { runClocks } from "../bed/hosts/stand-ins/clock.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { startTimeServer, type TimeServer } from "../bed/hosts/time-server.ts";
import { readHosts } from "../hosts/read-host.ts";
import { answerNames, fillIn, serve } from "../status/testing/fill-in.ts";
import { readTree } from "../tree/read.ts";

const NODES = ["pi1", "pi2", "pi3"];
const cluster = clusters[0] as Cluster;
const { hosts: facts, gitea, stepCa } = cluster;

/** What nodes look for outside of the lab: an archive of packages, and registries of images. */
const OUTSIDE = { "deb.debian.org": ROUTER, "registry-1.docker.io": "203.0.113.1", "ghcr.io": "203.0.113.2" };

const WAIT = "systemd-time-wait-sync.service";

/**
 * What starts while the time, Pi-hole or Gitea is away.
 *
 * Not proved here: what a clock in 1970 does to programs and how the kernel is told the time, for a container has the clock
 * of the machine below (`bed/hosts/stand-ins/clock.ts`); that containerd fetches images as `registries.yaml` says, for k3s
 * is a stand-in.
 */
describe("a lab of three machines", () => {
  let machines: TestHosts;
  let lab: HostsLab;
  let hosts: readonly Host[];
  let timeServers: TimeServer[] = [];
  let resolvers: NameServer[] = [];

  beforeAll(async () => {
    lab = new HostsLab();
    hosts = readHosts(readTree(lab.copy.path("rendered")), "arcodange");
    machines = await testHosts({ diskMebibytes: 256 });
    await giveWayOut(machines);
    await runClocks(machines);
    await connectTime();
    await connectNames();
    await inside("pi1", `mkdir -p $(dirname ${TOKEN}) && printf token >${TOKEN} && chmod 600 ${TOKEN}`);
    const up = await lab.up([...NODES, "--trust-new-hosts"], { answer: firstDisk });
    expect(up.status, up.output).toBe(0);
  }, 600_000);

  afterAll(async () => {
    await disconnectTime();
    await disconnectNames();
    await machines?.stop();
    lab?.dispose();
  });

  const inside = (name: string, script: string) => machines.host(name).inside(script);
  const onAll = (work: (name: string) => Promise<unknown>) => Promise.all(NODES.map(work));

  async function connectTime(): Promise<void> {
    if (timeServers.length > 0) return;
    timeServers = await Promise.all(facts.timeServers.map(startTimeServer));
  }

  async function disconnectTime(): Promise<void> {
    await Promise.all(timeServers.splice(0).map(server => server.stop()));
  }

  async function connectNames(): Promise<void> {
    await disconnectNames();
    resolvers = await Promise.all(facts.resolvers.map(address => startNameServer(address, OUTSIDE)));
  }

  async function disconnectNames(): Promise<void> {
    await Promise.all(resolvers.splice(0).map(server => server.stop()));
  }

  async function cutPower(...names: string[]): Promise<void> {
    await Promise.all(names.map(name => machines.host(name).cut()));
    await Promise.all(names.map(name => machines.host(name).powerOn()));
  }

  /** As often as it takes: what a test plays stops with its host. */
  const fill = () => {
    const withoutClocks = (host: Host) => host.units.filter(({ name }) => !name.startsWith("systemd-time"));
    return fillIn(
      machines,
      hosts.map(host => ({ ...host, units: withoutClocks(host) })),
    );
  };

  /** Waits until all of these units of a host run; returns seconds. */
  const untilActive = (name: string, ...units: string[]) =>
    eventually(`all of these run on ${name}: ${units.join(", ")}`, async () => {
      const states = await statesOf(name, units);
      return states.every(state => state === "active") ? undefined : `they are ${states.join(", ")}`;
    });

  async function statesOf(name: string, units: readonly string[]): Promise<string[]> {
    const { stdout } = await machines.host(name).tryInside(`systemctl is-active ${units.join(" ")}`);
    return stdout.trim().split("\n");
  }

  /** What others of a host stand on. */
  const needNoTime = (name: string) => unitsOf(name).filter(unit => /^docker\.service$|\.mount$/.test(unit));

  const unitsOf = (name: string) => hostOf(name).units.map(unit => unit.name);
  const hostOf = (name: string) => hosts.find(host => host.name === name) as Host;

  /** What the lab starts on a host once it has the time: services, k3s, and what it does by the calendar. */
  function needTime(name: string): string[] {
    const { files } = hostOf(name);
    return unitsOf(name).flatMap(unit => {
      const text = files.find(({ path }) => path === `/etc/systemd/system/${unit}`)?.content ?? "";
      const isKeptBack = /^Condition/m.test(text); // a runner, by its registration
      return /^(After=.*\btime-sync\.target|OnCalendar=)/m.test(text) && !isKeptBack ? [unit] : [];
    });
  }

  describe("without the time", () => {
    const LONG = 300_000;

    test("answers after a power cut, and starts what needs the time when a time server answers", {
      timeout: LONG,
    }, async () => {
      expect(needTime("pi2")).toEqual(expect.arrayContaining(["lab-postgres.service", "lab-gitea.service"]));
      onTestFinished(connectTime);
      await disconnectTime();
      await cutPower(...NODES);
      await onAll(name => untilActive(name, "ssh.service", ...needNoTime(name)));
      await sleep(10_000);
      await onAll(async name => {
        const states = await statesOf(name, needTime(name));
        expect(new Set(states), `${name}: ${needTime(name).join(", ")}`).toEqual(new Set(["inactive"]));
      });
      await connectTime();
      const seconds = await Promise.all(NODES.map(name => untilActive(name, WAIT, ...needTime(name))));
      console.log(`everything ran ${Math.max(...seconds).toFixed(1)} s after the time servers were there`);
    });

    test("goes on without it after a while, and says so", { timeout: LONG }, async () => {
      const limit = await inside("pi3", `systemctl show --value --property=TimeoutStartUSec ${WAIT}`);
      expect(limit).toBe("10min\n");
      const shorter = `/etc/systemd/system/${WAIT}.d/shorter.conf`;
      onTestFinished(async () => {
        await connectTime();
        await inside("pi3", `rm ${shorter} && systemctl daemon-reload && systemctl restart systemd-timesyncd ${WAIT}`);
      }, 120_000);
      await inside("pi3", `printf '[Service]\\nTimeoutStartSec=15s\\n' >${shorter}`);
      await disconnectTime();
      await cutPower("pi3");
      await untilActive("pi3", ...needTime("pi3"));
      expect((await lab.run(["status"])).output).toMatch(
        /^down {5}systemd-time-wait-sync.service of pi3: it is failed/m,
      );
    });
  });

  describe("without Pi-hole", () => {
    beforeAll(() => inside("pi1", "systemctl disable --now --quiet lab-pihole.service"));
    afterAll(() => inside("pi1", "systemctl enable --now --quiet lab-pihole.service"), 120_000);

    const addresses = async (name: string, host: string) => {
      const { stdout } = await machines.host(name).tryInside(`getent ahostsv4 ${host} | cut -d' ' -f1 | sort -u`);
      return stdout.trim();
    };

    test("finds names of the lab by its own files, and others by the declared resolvers", async () => {
      await onAll(async name => {
        for (const [host, address] of Object.entries(staticNames(cluster))) {
          expect(await addresses(name, host), `${host} on ${name}`).toBe(address);
        }
        for (const [host, address] of Object.entries(OUTSIDE)) {
          expect(await addresses(name, host), `${host} on ${name}`).toBe(address);
        }
      });
      const asked = resolvers.flatMap(resolver => resolver.asked);
      expect(asked).toContain("ghcr.io");
      expect(asked.filter(host => host in staticNames(cluster))).toEqual([]);
    });

    test("takes packages from a mirror that it knows by name, also when the router knows none", async () => {
      onTestFinished(connectNames);
      await resolvers.shift()?.stop();
      const [second] = resolvers as [NameServer];
      const sources = "/root/by-name.list";
      await inside("pi3", `echo 'deb [trusted=yes] http://deb.debian.org/debian ./' >${sources}`);
      const options = `-o Dir::Etc::SourceList=${sources} -o Dir::Etc::SourceParts=- -o APT::Update::Error-Mode=any`;
      await inside("pi3", `apt-get ${options} -qq update`);
      expect(second.asked).toContain("deb.debian.org");
    });

    test("never asks it, even when nobody else answers", async () => {
      onTestFinished(() => inside("pi1", "systemctl stop test-names.service").then(connectNames));
      await disconnectNames();
      await answerNames(machines.host("pi1"), "10.0.0.9");
      await onAll(async name => expect(await addresses(name, "ghcr.io"), name).toBe(""));
    });

    test("starts k3s and has the time, on Pi-hole's host as on another, when nobody answers names", {
      timeout: 300_000,
    }, async () => {
      onTestFinished(connectNames);
      await disconnectNames();
      await cutPower("pi1", "pi3");
      await Promise.all([untilActive("pi1", "k3s.service", WAIT), untilActive("pi3", "k3s-agent.service", WAIT)]);
      expect(await statesOf("pi1", ["lab-pihole.service"])).toEqual(["inactive"]);
    });
  });

  describe("without Gitea", () => {
    beforeAll(async () => {
      await fill();
      await inside("pi2", "systemctl disable --now --quiet lab-gitea.service && systemctl stop test-443.service");
    }, 120_000);

    test("starts k3s anew on its server and on an agent, and says that Gitea is down and what helps", {
      timeout: 300_000,
    }, async () => {
      await cutPower("pi1", "pi3");
      await Promise.all([untilActive("pi1", "k3s.service"), untilActive("pi3", "k3s-agent.service")]);
      const pi1 = machines.host("pi1");
      await answerNames(pi1, pi1.address);
      await serve(pi1, 9000, stepCa.host);
      const { status, output } = await lab.run(["status"]);
      const helps = " +journalctl --unit lab-gitea.service --lines 50 on pi2, then: npx lab recover";
      expect(output).toMatch(
        new RegExp(`^down {5}lab-gitea.service of pi2: it is (inactive|failed).*\n${helps}$`, "m"),
      );
      expect(output).toMatch(new RegExp(`^down {5}Gitea on pi2: it answers .*\n${helps}$`, "m"));
      expect(output).toMatch(/^well .*\bk3s nodes\b/m);
      expect(status).toBe(1);
    });

    test("has no node that is told to ask it for the images of others: each asks its peers, then their registry", async () => {
      await onAll(async name => {
        const { mirrors, configs } = parse(await inside(name, "cat /etc/rancher/k3s/registries.yaml"));
        expect(mirrors).toEqual({ "*": {} });
        expect(Object.keys(configs)).toEqual([gitea.host]);
      });
      expect(parse(await inside("pi1", "cat /etc/rancher/k3s/config.yaml"))["embedded-registry"]).toBe(true);
    });
  });
});

const TOKEN = `${HOST_SECRETS}/${NODES_TOKEN}`;
