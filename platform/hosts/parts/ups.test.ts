import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import type { HostPart } from "../host.ts";
import { ups } from "./ups.ts";

test("ups adds nothing where there is no supply", () => {
  expect(partsOf(arcodange)).toEqual({ pi1: {}, pi2: {}, pi3: {} });
});

test("ups lets agents stop first, then the server, then PostgreSQL's host, and the one with the cable last", () => {
  const pi4 = { ...arcodange.nodes.pi3, address: "192.168.1.204" };
  const parts = partsOf(supplied("pi3", { ...arcodange, nodes: { ...arcodange.nodes, pi4 } }));
  const seconds = (name: string, word: string) => Number(setting(parts[name], word));
  expect(seconds("pi4", "FINALDELAY")).toBeLessThan(seconds("pi1", "FINALDELAY"));
  expect(seconds("pi1", "FINALDELAY")).toBeLessThan(seconds("pi2", "FINALDELAY"));
  expect(seconds("pi2", "FINALDELAY")).toBeLessThan(seconds("pi3", "HOSTSYNC"));
  expect(seconds("pi3", "FINALDELAY")).toBeGreaterThan(15); // others have only begun to stop
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

function supplied(node: string, cluster: Cluster = arcodange): Cluster {
  return { ...cluster, hosts: { ...cluster.hosts, ups: { node, driver: "usbhid-ups" } } };
}

function partsOf(cluster: Cluster): Record<string, HostPart> {
  return Object.fromEntries(
    Object.entries(cluster.nodes).map(([name, node]) => [name, ups({ cluster, name, node })] as const),
  );
}

/** What stands after a word of `upsmon.conf`. */
function setting(part: HostPart | undefined, word: string): string | undefined {
  const file = part?.files?.find(({ path }) => path === "/etc/nut/upsmon.conf");
  return file?.content.match(new RegExp(`^${word} (.*)$`, "m"))?.[1];
}
