import { expect, test } from "vitest";
import { sampleCluster } from "../testing/sample-instance.ts";
import { dutiesOf } from "./duties-of.ts";
import { hostPorts } from "./host-ports.ts";

const supplied = {
  ...sampleCluster,
  vault: { ...sampleCluster.vault, unseal: "timer" as const },
  hosts: { ...sampleCluster.hosts, ups: { node: "pi1", driver: "usbhid-ups" } },
};

test("dutiesOf() gives each service to the node that the facts name", () => {
  expect(dutiesOf(sampleCluster, "pi1")).toEqual(["Step-CA", "Pi-hole"]);
  expect(dutiesOf(supplied, "pi1")).toContain("Server of the UPS");
  expect(dutiesOf(supplied, "pi2")).toContain("Timer that unseals Vault");
});

test("dutiesOf() names every service that opens a port of its own on a host", () => {
  const duties = Object.keys(sampleCluster.nodes).flatMap(node => dutiesOf(sampleCluster, node));
  const services = hostPorts(sampleCluster).map(({ service }) => service);
  expect(duties).toEqual(expect.arrayContaining(services.filter(service => service !== "SSH" && service !== "k3s")));
});
