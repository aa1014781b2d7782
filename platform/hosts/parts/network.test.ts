import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { hostOf } from "../host-of.ts";
import { hostsFile } from "./network.ts";

const machine = (name: keyof typeof arcodange.nodes) => ({ cluster: arcodange, name, node: arcodange.nodes[name] });

test("hostsFile() has the names by which the lab starts, on every node, so that Pi-hole may be down", () => {
  for (const name of ["pi1", "pi2", "pi3"] as const) {
    const text = hostsFile(machine(name));
    expect(text).toContain("192.168.1.202 gitea.arcodange.lab\n");
    expect(text).toContain("192.168.1.201 ca.arcodange.lab\n");
    expect(text).toMatch(/^192\.168\.1\.\d+ vault\.arcodange\.lab$/m);
  }
});

test("hostsFile() has each node once, the machine itself at its loopback address, which is always up", () => {
  const lines = hostsFile(machine("pi2")).split("\n");
  expect(lines.filter(line => line.endsWith(" pi2"))).toEqual(["127.0.1.1 pi2.arcodange.lab pi2"]);
  expect(lines.filter(line => / pi[13]$/.test(line))).toEqual([
    "192.168.1.201 pi1.arcodange.lab pi1",
    "192.168.1.203 pi3.arcodange.lab pi3",
  ]);
});

test("network() names no node as a resolver, and keeps each program that would from writing others", () => {
  const files = new Map(hostOf(arcodange, "pi1").files.map(({ path, content }) => [path, content]));
  expect(files.get("/etc/resolv.conf")).toBe(
    "nameserver 192.168.1.1\nnameserver 9.9.9.9\noptions timeout:2 attempts:2\n",
  );
  expect(files.get("/etc/NetworkManager/conf.d/lab.conf")).toMatch(/^dns=none$/m);
  expect(files.get("/etc/systemd/resolved.conf.d/lab.conf")).toContain("DNSStubListener=no");
  expect(files.get("/etc/dhcp/dhclient-enter-hooks.d/lab")).toContain("make_resolv_conf()");
});
