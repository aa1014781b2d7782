import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstDisk, HostsLab } from "../bed/hosts/hosts-lab.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";

const NODES = ["pi1", "pi2", "pi3"];

let machines: TestHosts;
let lab: HostsLab;

beforeAll(async () => {
  lab = new HostsLab();
  machines = await testHosts();
  const up = await lab.up([...NODES, "--trust-new-hosts"], { answer: firstDisk });
  expect(up.status, up.output).toBe(0);
}, 600_000);

afterAll(async () => {
  await machines?.stop();
  lab?.dispose();
});

test("nodes of which the kernel lacks a word start anew, and never two are away from the cluster at once", {
  timeout: 600_000,
}, async () => {
  const before = NODES.map(name => machines.host(name).starts);
  for (const name of NODES) {
    await machines.host(name).inside("sed -i 's/ cgroup_enable=memory//' /boot/firmware/cmdline.txt");
  }
  const samples: string[] = [];
  let isOver = false;
  const sampling = (async () => {
    for (; !isOver; await sleep(200)) samples.push((await Promise.all(NODES.map(awayName))).join(" ").trim());
  })();
  const { status, output } = await lab.up([...NODES, "--only", "boot"]);
  isOver = true;
  await sampling;
  expect(status, output).toBe(0);
  expect(NODES.map(name => machines.host(name).starts)).toEqual(before.map(starts => starts + 1));
  expect(new Set(samples.filter(away => away !== ""))).toEqual(new Set(NODES));
});

/** Its name while k3s does not run there, or it has no power; empty else. */
async function awayName(name: string): Promise<string> {
  try {
    await machines.host(name).inside("systemctl --quiet is-active k3s.service k3s-agent.service");
    return "";
  } catch {
    return name;
  }
}
