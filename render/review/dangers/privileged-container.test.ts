import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { privilegedContainer } from "./privileged-container.ts";

const privileged = (value: boolean) => ({ securityContext: { privileged: value } });

test("privileged-container tells of a container that becomes privileged", () => {
  const after = sampleDeployment({ container: privileged(true) });
  expect(seen(privilegedContainer, { erp: [sampleDeployment()] }, { erp: [after] })).toEqual([
    'warn: container "erp" is privileged',
  ]);
});

test("privileged-container looks into jobs and containers that run first", () => {
  const spec = { initContainers: [{ name: "chown", ...privileged(true) }], containers: [{ name: "main" }] };
  const job = sampleObject("batch/v1", "CronJob", "crawl", { spec: { jobTemplate: { spec: { template: { spec } } } } });
  expect(seen(privilegedContainer, { erp: [] }, { erp: [job] })).toEqual(['warn: container "chown" is privileged']);
});

test("privileged-container is silent about others, and tells of one that no longer is", () => {
  const [yes, no] = [
    sampleDeployment({ container: privileged(true) }),
    sampleDeployment({ container: privileged(false) }),
  ];
  expect(seen(privilegedContainer, { erp: [] }, { erp: [no] })).toEqual([]);
  expect(seen(privilegedContainer, { erp: [yes] }, { erp: [no] })).toEqual([
    'warn, fixed: container "erp" is privileged',
  ]);
});
