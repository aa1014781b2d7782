import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { nodeObjects } from "./nodes.ts";

const server = { ...arcodange.nodes.pi1, role: "server", architecture: "arm64" } as const;
const agent = { ...server, role: "agent", architecture: "amd64", address: "192.168.1.210" } as const;
const [first, second] = nodeObjects({ ...arcodange, nodes: { one: server, two: agent } });

test("nodeObjects() labels a node with its name, its architecture and, on the server, its role", () => {
  expect(first?.metadata.labels).toMatchObject({
    "kubernetes.io/hostname": "one",
    "kubernetes.io/arch": "arm64",
    "node-role.kubernetes.io/control-plane": "true",
  });
  expect(second?.metadata.labels).toMatchObject({ "kubernetes.io/hostname": "two", "kubernetes.io/arch": "amd64" });
  expect(second?.metadata.labels).not.toHaveProperty(["node-role.kubernetes.io/control-plane"]);
});

test("nodeObjects() offers to pods what is not reserved", () => {
  const node = { ...server, cpuMillicores: 4000, reservedCpuMillicores: 500, memoryMebibytes: 8192 };
  const [object] = nodeObjects({ ...arcodange, nodes: { one: { ...node, reservedMemoryMebibytes: 1024 } } });
  expect(object?.status).toMatchObject({
    capacity: { cpu: "4000m", memory: "8192Mi" },
    allocatable: { cpu: "3500m", memory: "7168Mi" },
  });
});

test("nodeObjects() gives each node a network of its own for its pods", () => {
  const networks = { ...arcodange.networks, pods: "10.42.0.0/16" };
  const objects = nodeObjects({ ...arcodange, networks, nodes: { one: server, two: agent } });
  expect(objects.map(({ spec }) => spec)).toEqual([
    { podCIDR: "10.42.0.0/24", podCIDRs: ["10.42.0.0/24"] },
    { podCIDR: "10.42.1.0/24", podCIDRs: ["10.42.1.0/24"] },
  ]);
});
