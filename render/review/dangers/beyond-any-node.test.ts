import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { beyondAnyNode } from "./beyond-any-node.ts";

const node = (name: string, memory: string, cpu: string) =>
  sampleObject("v1", "Node", name, { status: { allocatable: { memory, cpu } } });
const nodes = [node("pi1", "4Gi", "4"), node("pi2", "8Gi", "4")];
const wants = (requests: object, limits: object = {}) =>
  sampleDeployment({ container: { resources: { requests, limits } } });
const change = (before: ReturnType<typeof wants>, after: ReturnType<typeof wants>) =>
  seen(beyondAnyNode, { nodes, erp: [before] }, { nodes, erp: [after] });

test("beyond-any-node warns of what the largest node cannot give", () => {
  const modest = wants({ memory: "8Gi" });
  expect(change(modest, wants({ memory: "9Gi" }))).toEqual(["warn: a pod asks for more memory than any node has"]);
  expect(change(modest, wants({ cpu: "4500m" }))).toEqual(["warn: a pod asks for more cpu than any node has"]);
  expect(change(modest, wants({ memory: "1Gi" }, { memory: "16Gi" }))).toEqual([
    "warn: a pod may take more memory than any node has",
  ]);
});

test("beyond-any-node adds up the containers of a pod", () => {
  const half = { name: "b", resources: { requests: { memory: "5Gi" } } };
  const two = sampleDeployment({ pod: { containers: [{ ...half, name: "a" }, half] } });
  expect(change(sampleDeployment(), two)).toHaveLength(1);
  const first = sampleDeployment({ pod: { initContainers: [{ ...half, name: "a" }], containers: [half] } });
  expect(change(sampleDeployment(), first)).toEqual([]);
});

test("beyond-any-node is silent where git holds no node, and where a container says nothing", () => {
  const huge = wants({ memory: "1Ti" });
  expect(seen(beyondAnyNode, { erp: [] }, { erp: [huge] })).toEqual([]);
  const other = sampleObject("example.net/v1", "Node", "pi1", { status: { allocatable: { memory: "1Gi", cpu: 1 } } });
  expect(seen(beyondAnyNode, { erp: [other] }, { erp: [other, huge] })).toEqual([]);
  expect(change(sampleDeployment(), sampleDeployment({ container: { image: "other:1" } }))).toEqual([]);
});
