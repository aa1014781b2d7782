import { expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { traefikArguments } from "../../components/traefik/arguments.ts";
import { stepCa } from "./step-ca.ts";

const settings = JSON.parse(fileOf("/etc/lab/step-ca/config/ca.json"));
const compose = parse(fileOf("/etc/lab/step-ca/compose.yaml")).services["step-ca"];

test("step-ca signs for names right below the domain, and for no other", () => {
  expect(settings.authority.policy.x509.allow).toEqual({ dns: ["*.arcodange.lab"] });
});

test("step-ca lets certificates run as long as Traefik takes them to run", () => {
  const [provisioner] = settings.authority.provisioners;
  const known: Cluster = { ...arcodange, stepCa: { ...arcodange.stepCa, rootCertificate: "PEM" } };
  const told = traefikArguments(known).find(word => word.includes("step-ca.acme.certificatesduration="));
  expect(`${told?.split("=")[1]}h`).toBe(provisioner.claims.defaultTLSCertDuration);
  expect(provisioner.claims.maxTLSCertDuration).toBe(provisioner.claims.defaultTLSCertDuration);
});

test("step-ca is where Traefik looks for it, by name, port and provisioner", () => {
  const known: Cluster = { ...arcodange, stepCa: { ...arcodange.stepCa, rootCertificate: "PEM" } };
  const told = traefikArguments(known).find(word => word.includes("step-ca.acme.caserver="));
  const [{ name }] = settings.authority.provisioners;
  expect(told?.split("=")[1]).toBe(`https://${settings.dnsNames[0]}${settings.address}/acme/${name}/directory`);
  expect(compose.ports).toEqual([`192.168.1.201${settings.address}${settings.address}`]);
});

test("step-ca finds Gitea without Pi-hole, and all other names by it", () => {
  expect(compose.extra_hosts).toContain("gitea.arcodange.lab:192.168.1.202");
  expect(compose.environment.RESOLVER).toBe("192.168.1.201:53");
});

test("step-ca keeps its password out of environment and arguments", () => {
  expect(JSON.stringify(compose)).not.toContain("@@");
  expect(fileOf("/etc/lab/step-ca/password")).toBe("@@step-ca/password@@\n");
});

function fileOf(path: string): string {
  const { files = [] } = stepCa({ cluster: arcodange, name: "pi1", node: arcodange.nodes.pi1 });
  return files.find(file => file.path === path)?.content ?? "";
}
