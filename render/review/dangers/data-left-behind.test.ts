import { expect, test } from "vitest";
import { PROTECTED, sampleClaim, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { dataLeftBehind } from "./data-left-behind.ts";

const claim = sampleClaim({ metadata: PROTECTED });
const namespace = sampleObject("v1", "Namespace", "erp", { metadata: { name: "erp", ...PROTECTED } });

test("data-left-behind notes a claim or a namespace that is protected and leaves git, or gets another name", () => {
  expect(seen(dataLeftBehind, { erp: [claim, namespace] }, { erp: [] })).toEqual([
    'note: Namespace "erp" leaves git and stays',
    'note: PersistentVolumeClaim "documents" leaves git and stays',
  ]);
  const renamed = { ...claim, metadata: { ...claim.metadata, name: "files" } };
  expect(seen(dataLeftBehind, { erp: [claim] }, { erp: [renamed] })).toHaveLength(1);
});

test("data-left-behind is silent about what is deleted, what holds no data, and what goes with its Application", () => {
  expect(seen(dataLeftBehind, { erp: [sampleClaim()] }, { erp: [] })).toEqual([]);
  const settings = sampleObject("v1", "ConfigMap", "erp", { metadata: { name: "erp", ...PROTECTED } });
  expect(seen(dataLeftBehind, { erp: [settings] }, { erp: [] })).toEqual([]);
  expect(seen(dataLeftBehind, { erp: [claim] }, {})).toEqual([]);
});
