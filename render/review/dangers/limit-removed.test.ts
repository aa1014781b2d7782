import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { limitRemoved } from "./limit-removed.ts";

const limited = (limits?: object) =>
  sampleDeployment({ container: { resources: { requests: { memory: "1Mi" }, limits } } });

test("limit-removed warns of memory, and notes cpu", () => {
  expect(seen(limitRemoved, { erp: [limited({ memory: "1Gi", cpu: 1 })] }, { erp: [limited()] })).toEqual([
    'warn: container "erp" loses its limit of memory',
    'note: container "erp" loses its limit of cpu',
  ]);
});

test("limit-removed looks into CronJobs and containers that run first", () => {
  const job = (resources?: object) => {
    const spec = { initContainers: [{ name: "wait", resources }], containers: [{ name: "main" }] };
    return sampleObject("batch/v1", "CronJob", "crawl", { spec: { jobTemplate: { spec: { template: { spec } } } } });
  };
  expect(seen(limitRemoved, { erp: [job({ limits: { memory: "1Gi" } })] }, { erp: [job()] })).toEqual([
    'warn: container "wait" loses its limit of memory',
  ]);
});

test("limit-removed is silent where a limit changes, and where there was none", () => {
  expect(seen(limitRemoved, { erp: [limited({ memory: "1Gi" })] }, { erp: [limited({ memory: "2Gi" })] })).toEqual([]);
  expect(seen(limitRemoved, { erp: [limited()] }, { erp: [limited({ memory: "1Gi" })] })).toEqual([]);
});
