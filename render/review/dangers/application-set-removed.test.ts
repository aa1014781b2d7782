import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { applicationSetRemoved } from "./application-set-removed.ts";

const set = (spec: object = {}, metadata: object = {}) =>
  sampleObject("argoproj.io/v1alpha1", "ApplicationSet", "apps", { metadata: { name: "apps", ...metadata }, spec });

test("application-set-removed stops a change that deletes an ApplicationSet", () => {
  expect(seen(applicationSetRemoved, { argocd: [set()] }, { argocd: [] })).toEqual([
    'stop: ApplicationSet "apps" is deleted, with all of its Applications',
  ]);
});

test("application-set-removed is silent where what the set made stays", () => {
  const preserving = set({ syncPolicy: { preserveResourcesOnDeletion: true } });
  expect(seen(applicationSetRemoved, { argocd: [preserving] }, { argocd: [] })).toEqual([]);
  expect(seen(applicationSetRemoved, { argocd: [set({}, PROTECTED)] }, { argocd: [] })).toEqual([]);
});
