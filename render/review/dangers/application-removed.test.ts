import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationRemoved } from "./application-removed.ts";

const CHART = { source: { repoURL: "https://charts.example.net", chart: "redis", targetRevision: "1.0.0" } };

test("application-removed warns of an Application that takes what git holds along", () => {
  expect(seen(applicationRemoved, { erp: [sampleDeployment()] }, {})).toEqual([
    'warn: Application "erp" is deleted, with everything that it deployed',
  ]);
});

test.each([
  ["a chart", CHART],
  ["several sources", { source: undefined, sources: [CHART.source] }],
  ["a folder of another repository", { source: { repoURL: "https://git.example.net/other.git", path: "redis" } }],
])("application-removed stops where the Application takes %s along, which this repository does not hold", (_, spec) => {
  expect(seen(applicationRemoved, { applications: [sampleApplication("redis", spec)] }, {})).toEqual([
    'stop: Application "redis" is deleted, with everything that it deployed, which is not in this repository',
  ]);
});

test("application-removed is silent without the finalizer, and where the Application is kept", () => {
  const alone = sampleApplication("erp", {}, { finalizers: [] });
  expect(seen(applicationRemoved, { applications: [alone], erp: [sampleDeployment()] }, {})).toEqual([]);
  const kept = sampleApplication("erp", {}, { annotations: { "argocd.argoproj.io/sync-options": "Prune=false" } });
  expect(seen(applicationRemoved, { applications: [kept], erp: [sampleDeployment()] }, {})).toEqual([]);
});

test("application-removed is silent about another object with the name of an Application", () => {
  const service = sampleObject("v1", "Service", "erp");
  expect(seen(applicationRemoved, { erp: [service, sampleDeployment()] }, { erp: [sampleDeployment()] })).toEqual([]);
});
