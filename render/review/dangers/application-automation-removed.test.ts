import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationAutomationRemoved } from "./application-automation-removed.ts";

const automated = (policy?: object) => ({
  applications: [sampleApplication("erp", { syncPolicy: policy && { automated: policy } })],
});

test.each([
  ["is gone", undefined],
  ["is switched off", { enabled: false }],
])("application-automation-removed warns where the automation %s", (_, after) => {
  expect(seen(applicationAutomationRemoved, automated({ prune: true }), automated(after))).toEqual([
    "warn: automated sync is switched off",
  ]);
});

test("application-automation-removed is silent where it changes or comes", () => {
  expect(seen(applicationAutomationRemoved, automated({ prune: true }), automated({}))).toEqual([]);
  expect(seen(applicationAutomationRemoved, automated(), automated({ prune: true }))).toEqual([]);
  expect(seen(applicationAutomationRemoved, automated({ enabled: false }), automated())).toEqual([]);
});

test("application-automation-removed knows the template of an ApplicationSet", () => {
  const set = (policy: object) => ({
    argocd: [
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "ApplicationSet",
        metadata: { name: "apps" },
        spec: { template: { metadata: { name: "{{name}}" }, spec: { syncPolicy: policy } } },
      },
    ],
  });
  expect(seen(applicationAutomationRemoved, set({ automated: {} }), set({}))).toHaveLength(1);
});
