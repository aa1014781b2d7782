import { expect, test } from "vitest";
import { PROTECTED, sampleClaim, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { protectionLost } from "./protection-lost.ts";

const options = (value: string) => ({ annotations: { "argocd.argoproj.io/sync-options": value } });
const namespace = (metadata: object) =>
  sampleObject("v1", "Namespace", "erp", { metadata: { name: "erp", ...metadata } });
const PRUNE = "warn: the sync option Prune=false is taken away";
const DELETE = "warn: the sync option Delete=false is taken away";

test("protection-lost warns of a claim or a namespace that can be deleted from now on", () => {
  const claim = (metadata: object) => ({ erp: [sampleClaim({ metadata })] });
  expect(seen(protectionLost, claim(PROTECTED), claim({}))).toEqual([DELETE, PRUNE]);
  expect(seen(protectionLost, claim(PROTECTED), claim(options("Prune=false")))).toEqual([DELETE]);
  expect(seen(protectionLost, { erp: [namespace(PROTECTED)] }, { erp: [namespace(options("Delete=false"))] })).toEqual([
    PRUNE,
  ]);
});

test("protection-lost warns of an Application that protected all of its objects", () => {
  const crds = (...syncOptions: string[]) => ({
    applications: [sampleApplication("crds", { syncPolicy: { syncOptions } })],
  });
  expect(seen(protectionLost, crds("Prune=false", "Delete=false"), crds("Delete=false"))).toEqual([PRUNE]);
});

test("protection-lost is silent where confirming takes the place of refusing, and about what holds no data", () => {
  const confirmed = namespace(options("Prune=confirm,Delete=confirm"));
  expect(seen(protectionLost, { erp: [namespace(PROTECTED)] }, { erp: [confirmed] })).toEqual([]);
  const config = (metadata: object) =>
    sampleObject("v1", "ConfigMap", "erp", { metadata: { name: "erp", ...metadata } });
  expect(seen(protectionLost, { erp: [config(PROTECTED)] }, { erp: [config({})] })).toEqual([]);
});
