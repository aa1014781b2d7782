import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import type { HostPart } from "../host.ts";
import { hostsOf } from "../host-of.ts";
import { stopSeconds } from "../stop-seconds.ts";
import { ups } from "./ups.ts";

test("ups adds nothing where there is no supply", () => {
  expect(partsOf(arcodange)).toEqual({ pi1: {}, pi2: {}, pi3: {} });
});

test("ups lets agents stop first, then the server, then PostgreSQL's host, and the one with the cable last", () => {
  const { pi1, pi2, pi3, pi4 } = partsOf(supplied("pi3", fourNodes));
  const [agent, server, postgres, cable] = [pi4, pi1, pi2, pi3].map(part => seconds(part, "FINALDELAY"));
  expect(agent).toBeLessThan(server as number);
  expect(server).toBeLessThan(postgres as number);
  expect(postgres).toBeLessThan(cable as number);
});

test.each(["pi1", "pi2", "pi3"])(
  "ups on %s begins to stop when all others have stopped, however long they may",
  home => {
    const cluster = supplied(home);
    const others = Object.entries(partsOf(cluster)).filter(([name]) => name !== home);
    const ends = others.map(([name, part]) => seconds(part, "FINALDELAY") + stopping(cluster, name));
    expect(seconds(partsOf(cluster)[home], "FINALDELAY")).toBeGreaterThanOrEqual(Math.max(...ends));
  },
);

test("ups waits for the others to say that they stop, as long as the last of them waits", () => {
  const { pi2, pi3 } = partsOf(supplied("pi3"));
  expect(seconds(pi3, "HOSTSYNC")).toBeGreaterThan(seconds(pi2, "FINALDELAY"));
  expect(seconds(pi2, "FINALDELAY")).toBeLessThan(60); // the server drops whoever says nothing for a minute
});

test("ups calls the battery low while it lasts for all of that, and for the end of the last host", () => {
  const cluster = supplied("pi3");
  const { pi3 } = partsOf(cluster);
  const needed = seconds(pi3, "HOSTSYNC") + seconds(pi3, "FINALDELAY") + stopping(cluster, "pi3");
  const file = pi3?.files?.find(({ path }) => path === "/etc/nut/ups.conf")?.content;
  expect(Number(file?.match(/^override\.battery\.runtime\.low = (\d+)$/m)?.[1])).toBeGreaterThanOrEqual(needed);
  expect(file).toMatch(/^ignorelb$/m); // or the driver goes by the supply's own mark alone
});

test("ups waits for nobody where there is one host", () => {
  const alone = supplied("pi1", { ...arcodange, nodes: { pi1: arcodange.nodes.pi1 } });
  const part = ups({ cluster: alone, name: "pi1", node: arcodange.nodes.pi1 }, () => 90);
  expect(seconds(part, "FINALDELAY")).toBe(0);
});

test("ups lets only the host with the cable tell others to stop", () => {
  const roles = Object.entries(partsOf(supplied("pi2"))).map(([name, part]) => [name, setting(part, "MONITOR")]);
  expect(Object.fromEntries(roles)).toEqual({
    pi1: "supply@192.168.1.202:3493 1 secondary @@ups/monitor@@ secondary",
    pi2: "supply@127.0.0.1:3493 1 primary @@ups/monitor@@ primary",
    pi3: "supply@192.168.1.202:3493 1 secondary @@ups/monitor@@ secondary",
  });
});

test("ups keeps files that hold the password from all but its own group", () => {
  const files = Object.values(partsOf(supplied("pi2"))).flatMap(({ files = [] }) => files);
  const holding = files.filter(({ content }) => content.includes("@@ups/monitor@@"));
  expect(holding.map(({ path }) => path)).toContain("/etc/nut/upsd.users");
  expect(new Set(holding.map(({ owner, mode }) => `${owner} ${mode}`))).toEqual(new Set(["root:nut 0640"]));
});

const fourNodes = {
  ...arcodange,
  nodes: { ...arcodange.nodes, pi4: { ...arcodange.nodes.pi3, address: "192.168.1.204" } },
};

function supplied(node: string, cluster: Cluster = arcodange): Cluster {
  return { ...cluster, hosts: { ...cluster.hosts, ups: { node, driver: "usbhid-ups" } } };
}

function partsOf(cluster: Cluster): Record<string, HostPart> {
  return Object.fromEntries(
    Object.entries(cluster.nodes).map(([name, node]) => {
      return [name, ups({ cluster, name, node }, other => stopping(cluster, other))] as const;
    }),
  );
}

function stopping(cluster: Cluster, name: string): number {
  return stopSeconds(hostsOf(cluster).find(host => host.name === name)?.files ?? []);
}

function seconds(part: HostPart | undefined, word: string): number {
  return Number(setting(part, word));
}

/** What stands after a word of `upsmon.conf`. */
function setting(part: HostPart | undefined, word: string): string | undefined {
  const file = part?.files?.find(({ path }) => path === "/etc/nut/upsmon.conf");
  return file?.content.match(new RegExp(`^${word} (.*)$`, "m"))?.[1];
}
