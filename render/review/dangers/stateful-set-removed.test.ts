import { expect, test } from "vitest";
import { PROTECTED, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { statefulSetRemoved } from "./stateful-set-removed.ts";

const vault = (spec: object = {}, metadata: object = {}) =>
  sampleObject("apps/v1", "StatefulSet", "vault", { metadata: { name: "vault", ...metadata }, spec });

test("stateful-set-removed warns of a StatefulSet that goes without its claims", () => {
  const warning = ['warn: StatefulSet "vault" is deleted; its claims stay'];
  expect(seen(statefulSetRemoved, { vault: [vault()] }, { vault: [] })).toEqual(warning);
  const scaling = { persistentVolumeClaimRetentionPolicy: { whenScaled: "Delete" } };
  expect(seen(statefulSetRemoved, { vault: [vault(scaling)] }, { vault: [] })).toEqual(warning);
});

test("stateful-set-removed stops a StatefulSet that takes its claims along", () => {
  const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } };
  expect(seen(statefulSetRemoved, { vault: [vault(policy)] }, { vault: [] })).toEqual([
    'stop: StatefulSet "vault" is deleted, and takes its claims and their data along',
  ]);
});

test("stateful-set-removed is silent where it is kept, and where another workload goes", () => {
  expect(seen(statefulSetRemoved, { vault: [vault({}, PROTECTED)] }, { vault: [] })).toEqual([]);
  expect(seen(statefulSetRemoved, { erp: [sampleDeployment()] }, { erp: [] })).toEqual([]);
});
