import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { requestsGrow } from "./requests-grow.ts";

const asking = (memory: string, { name = "erp", replicas = 1 } = {}) =>
  sampleDeployment({ name, container: { resources: { requests: { memory, cpu: "100m" } } }, spec: { replicas } });
const rest = asking("1Gi", { name: "rest" });

test("requests-grow tells of pods that ask for more, and of more pods", () => {
  expect(seen(requestsGrow, { erp: [asking("1Gi"), rest] }, { erp: [asking("2Gi"), rest] })).toEqual([
    "warn: all pods together ask for 50% more memory",
  ]);
  expect(seen(requestsGrow, { erp: [asking("1Gi"), rest] }, { erp: [asking("1Gi", { replicas: 2 }), rest] })).toEqual([
    "warn: all pods together ask for 50% more cpu",
    "warn: all pods together ask for 50% more memory",
  ]);
});

test("requests-grow is silent about less, about a small share, and where nobody asked for anything", () => {
  expect(seen(requestsGrow, { erp: [asking("1Gi"), rest] }, { erp: [asking("1Mi"), rest] })).toEqual([]);
  expect(seen(requestsGrow, { erp: [asking("1000Mi"), rest] }, { erp: [asking("1100Mi"), rest] })).toEqual([]);
  expect(seen(requestsGrow, { erp: [sampleDeployment()] }, { erp: [sampleDeployment(), rest] })).toEqual([]);
});
