import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { PROTECTED, sampleClaim, sampleDeployment } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationOrphaned } from "./application-orphaned.ts";
import { applicationRemoved } from "./application-removed.ts";
import { applicationRenamed } from "./application-renamed.ts";

const destination = { server: "https://kubernetes.default.svc", namespace: "tools" };
const lab = (name: string, objects: readonly KubeObject[], metadata: object = {}) => ({
  applications: [sampleApplication(name, { destination }, metadata)],
  [name]: objects,
});
const WHAT = 'Application "redis" is deleted, with what "cache" from now on deploys';
const alone = { finalizers: [] };

test("application-renamed stops where data goes with the old Application", () => {
  const objects = [sampleClaim(), sampleDeployment()];
  expect(seen(applicationRenamed, lab("redis", objects), lab("cache", objects))).toEqual([`stop: ${WHAT}`]);
});

test("application-renamed warns where all data is protected", () => {
  const objects = [sampleClaim({ metadata: PROTECTED }), sampleDeployment()];
  expect(seen(applicationRenamed, lab("redis", objects), lab("cache", objects))).toEqual([`warn: ${WHAT}`]);
});

test("application-renamed stops where nobody sees what both deploy", () => {
  const source = { repoURL: "https://charts.example.net", chart: "redis", targetRevision: "1.0.0" };
  const chart = (name: string) => ({ applications: [sampleApplication(name, { source })] });
  expect(seen(applicationRenamed, chart("redis"), chart("cache"))).toEqual([`stop: ${WHAT}`]);
});

test("application-renamed is silent without the finalizer, and where nobody takes over", () => {
  const objects = [sampleClaim()];
  expect(seen(applicationRenamed, lab("redis", objects, alone), lab("cache", objects))).toEqual([]);
  expect(seen(applicationRenamed, lab("redis", objects), {})).toEqual([]);
  expect(seen(applicationRenamed, lab("redis", objects), lab("cache", [sampleDeployment()]))).toEqual([]);
});

test("application-removed and application-orphaned tell only of what nobody takes over", () => {
  const [one, two] = [sampleDeployment(), sampleDeployment({ name: "worker" })];
  expect(seen(applicationRemoved, lab("redis", [one]), lab("cache", [one]))).toEqual([]);
  expect(seen(applicationRemoved, lab("redis", [one, two]), lab("cache", [one]))).toHaveLength(1);
  expect(seen(applicationOrphaned, lab("redis", [one], alone), lab("cache", [one]))).toEqual([]);
  expect(seen(applicationOrphaned, lab("redis", [one, two], alone), lab("cache", [one]))).toEqual([
    'warn: Application "redis" is deleted, and leaves 1 object behind',
  ]);
});
