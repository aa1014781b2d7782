import { beforeAll, describe, expect, test } from "vitest";
import { hostPorts } from "../../../platform/hosts/host-ports.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { nodePortsOf, podPortsOf } from "./listening-ports.ts";
import { sendersTo } from "./policy-edges-to-port.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("nodePortsOf()", () => {
  test("holds every port of what runs beside the cluster, on its node", () => {
    const known = nodePortsOf(lab);
    for (const { port, service, node } of hostPorts(lab.cluster)) {
      const found = known.find(each => each.port === port && each.user === service);
      expect(found?.nodes ?? Object.keys(lab.cluster.nodes)).toContain(node);
    }
  });

  test("lets Traefik answer at 443 on every node but Gitea's", () => {
    const { nodes } = nodePortsOf(lab).find(({ port, user }) => port === "TCP 443" && user === "traefik") ?? {};
    expect(nodes).toEqual(Object.keys(lab.cluster.nodes).filter(node => node !== lab.cluster.gitea.node));
  });

  test("says each user of a port once", () => {
    const keys = nodePortsOf(lab).map(({ port, user }) => `${port} ${user}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("podPortsOf()", () => {
  test("finds the Service that leads to a port, by its number or its name", () => {
    const of = (pod: string, name: string) =>
      podPortsOf(lab).find(({ pods, ...port }) => pods.name === pod && port.name === name)?.services;
    expect(of("erp", "http")).toEqual([{ name: "erp", port: 80, isOnNodes: false }]);
    expect(of("traefik", "websecure")).toEqual([{ name: "traefik", port: 443, isOnNodes: true }]);
    expect(of("traefik", "tunnel")).toEqual([{ name: "traefik-tunnel", port: 443, isOnNodes: false }]);
    expect(of("redis", "metrics")).toEqual([]);
  });

  test("every port of every Service of the lab is one of them", () => {
    const led = new Set(
      podPortsOf(lab).flatMap(({ pods, services }) =>
        services.map(({ name, port }) => `${pods.namespace}/${name}:${port}`),
      ),
    );
    const longhorn = /longhorn-(admission-webhook|recovery-backend)/; // their pods get the labels while they run
    for (const { objects } of lab.units) {
      for (const { kind, metadata, spec } of objects) {
        if (kind !== "Service" || longhorn.test(metadata.name)) continue;
        const { ports } = spec as { ports: { port: number }[] };
        for (const { port } of ports) expect(led).toContain(`${metadata.namespace}/${metadata.name}:${port}`);
      }
    }
  });
});

test("sendersTo() tells who comes to each door of Traefik", () => {
  const at = (door: string) => {
    const port = podPortsOf(lab).find(({ pods, name }) => pods.name === "traefik" && name === door);
    return (
      port &&
      sendersTo(lab, port)
        .map(({ name }) => name)
        .sort()
    );
  };
  expect(at("websecure")).toEqual(["anybody"]);
  expect(at("tunnel")).toContain("cloudflared");
  expect(at("tunnel")).not.toContain("anybody");
  expect(at("metrics")).toEqual(["prometheus"]);
});
