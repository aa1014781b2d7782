import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationOrphaned } from "./application-orphaned.ts";

const alone = (source?: object) => sampleApplication("erp", source && { source }, { finalizers: ["example.net/hold"] });

test("application-orphaned warns of objects that stay behind", () => {
  const before = { applications: [alone()], erp: [sampleDeployment(), sampleDeployment({ name: "worker" })] };
  expect(seen(applicationOrphaned, before, {})).toEqual([
    'warn: Application "erp" is deleted, and leaves 2 objects behind',
  ]);
});

test("application-orphaned warns where nobody sees what stays behind", () => {
  const chart = { repoURL: "https://charts.example.net", chart: "erp" };
  expect(seen(applicationOrphaned, { applications: [alone(chart)] }, {})).toEqual([
    'warn: Application "erp" is deleted, and what it deployed stays behind',
  ]);
});

test("application-orphaned is silent where the Application takes its objects along, and where it is kept", () => {
  expect(seen(applicationOrphaned, { erp: [sampleDeployment()] }, {})).toEqual([]);
  const kept = {
    ...alone(),
    metadata: { ...alone().metadata, annotations: { "argocd.argoproj.io/sync-options": "Prune=false" } },
  };
  expect(seen(applicationOrphaned, { applications: [kept], erp: [sampleDeployment()] }, {})).toEqual([]);
});

test("application-orphaned counts Applications that nobody deploys any more, but not itself", () => {
  const at = (path: string) => ({ source: { repoURL: "https://git.example.net/lab.git", path } });
  const lab = sampleApplication("lab", at("home/applications"), { finalizers: [] });
  const others = [sampleApplication("erp"), sampleApplication("cms"), sampleApplication("root", at("home/elsewhere"))];
  expect(seen(applicationOrphaned, { applications: [lab, ...others] }, { applications: others })).toEqual([
    'warn: Application "lab" is deleted, and leaves 3 objects behind',
  ]);
});
