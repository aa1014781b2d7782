import { expect, test } from "vitest";
import { mounting, sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { volumeClaimShared } from "./volume-claim-shared.ts";

const erp = (replicas = 1) => sampleDeployment({ pod: mounting("documents"), spec: { replicas } });
const spec = { containers: [{ name: "main" }], ...mounting("documents") };
const backup = sampleObject("batch/v1", "CronJob", "backup", {
  spec: { jobTemplate: { spec: { template: { spec } } } },
});

test("volume-claim-shared warns of a second workload, and of a second pod", () => {
  const before = { erp: [erp(), sampleClaim()] };
  expect(seen(volumeClaimShared, before, { erp: [erp(), backup, sampleClaim()] })).toEqual([
    'warn: "CronJob/backup", "Deployment/erp" mount the claim "documents"',
  ]);
  expect(seen(volumeClaimShared, before, { erp: [erp(2), sampleClaim()] })).toEqual([
    'warn: several pods of "Deployment/erp" mount the claim "documents"',
  ]);
});

test("volume-claim-shared is silent about one pod, a claim for many, and a claim of that name elsewhere", () => {
  expect(seen(volumeClaimShared, { erp: [] }, { erp: [erp(), sampleClaim()] })).toEqual([]);
  const forMany = sampleClaim({ spec: { accessModes: ["ReadWriteOnce", "ReadWriteMany"] } });
  expect(seen(volumeClaimShared, { erp: [] }, { erp: [erp(3), backup, forMany] })).toEqual([]);
  expect(seen(volumeClaimShared, { erp: [] }, { erp: [erp(), sampleClaim()], shop: [erp(), sampleClaim()] })).toEqual(
    [],
  );
});
