import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { replicasZero } from "./replicas-zero.ts";

const replicas = (count: number) => sampleDeployment({ spec: { replicas: count } });
const NONE = 'Deployment "erp" runs no pod';

test("replicas-zero warns of a workload that is scaled to nothing, or starts so", () => {
  expect(seen(replicasZero, { erp: [replicas(2)] }, { erp: [replicas(0)] })).toEqual([`warn: ${NONE}`]);
  expect(seen(replicasZero, { erp: [] }, { erp: [replicas(0)] })).toEqual([`warn: ${NONE}`]);
  const rollout = (count: number) => {
    const template = { spec: { containers: [{ name: "erp" }] } };
    return sampleObject("argoproj.io/v1alpha1", "Rollout", "erp", { spec: { replicas: count, template } });
  };
  expect(seen(replicasZero, { erp: [rollout(1)] }, { erp: [rollout(0)] })).toEqual(['warn: Rollout "erp" runs no pod']);
});

test("replicas-zero tells what was so before, and what is put right", () => {
  const resting = sampleDeployment({ spec: { replicas: 0, revisionHistoryLimit: 1 } });
  expect(seen(replicasZero, { erp: [replicas(0)] }, { erp: [resting] })).toEqual([`warn, already there: ${NONE}`]);
  expect(seen(replicasZero, { erp: [replicas(0)] }, { erp: [replicas(1)] })).toEqual([`warn, fixed: ${NONE}`]);
});

test("replicas-zero is silent about fewer pods, the default, and what makes no pods", () => {
  expect(seen(replicasZero, { erp: [replicas(3)] }, { erp: [replicas(1)] })).toEqual([]);
  expect(seen(replicasZero, { erp: [replicas(3)] }, { erp: [sampleDeployment()] })).toEqual([]);
  const pool = sampleObject("example.net/v1", "Pool", "erp", { spec: { replicas: 0 } });
  expect(seen(replicasZero, { erp: [] }, { erp: [pool] })).toEqual([]);
});
