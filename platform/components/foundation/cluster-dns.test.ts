import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { rehearsal } from "../../../clusters/rehearsal/index.ts";
import { labServer } from "./cluster-dns.ts";

test("labServer() answers Gitea by itself, so that Argo CD finds it while Pi-hole is down", () => {
  expect(hostsOf(labServer(arcodange))["gitea.arcodange.lab"]).toBe("192.168.1.202");
});

test("labServer() leads Vault's name to a node that answers for Traefik, which Gitea's does not", () => {
  expect(hostsOf(labServer(arcodange))["vault.arcodange.lab"]).toBe("192.168.1.201");
  const swapped = { ...arcodange, gitea: { ...arcodange.gitea, node: "pi1" } };
  expect(hostsOf(labServer(swapped))["vault.arcodange.lab"]).toBe("192.168.1.202");
});

test("labServer() leaves every other name of the domain, and no name outside of it, to Pi-hole", () => {
  const lines = labServer(rehearsal).split("\n");
  expect(lines[0]).toBe("rehearsal.lab:53 {");
  expect(lines.indexOf("    forward . 192.168.64.11")).toBeGreaterThan(lines.indexOf("        fallthrough"));
});

test("labServer() refuses a node that does not exist", () => {
  const lost = { ...arcodange, pihole: { node: "pi4" } };
  expect(() => labServer(lost)).toThrow('Cannot name hosts on arcodange: there is no node "pi4"');
});

/** Entries of the block `hosts`: name to address. */
function hostsOf(corefile: string): Record<string, string> {
  const entries = corefile.matchAll(/^ {8}([0-9.]+) (\S+)$/gm);
  return Object.fromEntries([...entries].map(([, address = "", host = ""]) => [host, address]));
}
