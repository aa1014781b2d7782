import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { beyondNamespace } from "./beyond-namespace.ts";

const range = (max: object, type = "Container") =>
  sampleObject("v1", "LimitRange", "range", { spec: { limits: [{ type, max }] } });
const quota = (hard: object, rest: object = {}) =>
  sampleObject("v1", "ResourceQuota", "quota", { spec: { hard, ...rest } });
const wants = (memory: string) => sampleDeployment({ container: { resources: { limits: { memory } } } });

test("beyond-namespace warns of a container beyond the LimitRange of its namespace", () => {
  const ranges = range({ memory: "1Gi" });
  expect(seen(beyondNamespace, { erp: [ranges, wants("1Gi")] }, { erp: [ranges, wants("2Gi")] })).toEqual([
    'warn: a container may take more than the 1Gi of memory that LimitRange "range" allows',
  ]);
});

test("beyond-namespace warns of a pod beyond the ResourceQuota, also where only the quota changes", () => {
  const change = [
    { erp: [quota({ "limits.memory": "4Gi" }), wants("2Gi")] },
    { erp: [quota({ "limits.memory": "1Gi" }), wants("2Gi")] },
  ];
  expect(seen(beyondNamespace, change[0] ?? {}, change[1] ?? {})).toEqual([
    'warn: a pod may take more than the 1Gi of memory that ResourceQuota "quota" allows in all',
  ]);
  expect(seen(beyondNamespace, change[1] ?? {}, change[0] ?? {})).toEqual([
    'warn, fixed: a pod may take more than the 1Gi of memory that ResourceQuota "quota" allows in all',
  ]);
});

test("beyond-namespace is silent within the limits, in other namespaces, and about a quota for some pods", () => {
  expect(seen(beyondNamespace, { erp: [] }, { erp: [quota({ memory: "1Gi" }), wants("1Gi")] })).toEqual([]);
  expect(seen(beyondNamespace, { erp: [] }, { erp: [range({ memory: "1Gi" })], shop: [wants("2Gi")] })).toEqual([]);
  const some = quota({ "limits.memory": "1Gi" }, { scopes: ["BestEffort"] });
  expect(seen(beyondNamespace, { erp: [] }, { erp: [some, wants("2Gi")] })).toEqual([]);
});
