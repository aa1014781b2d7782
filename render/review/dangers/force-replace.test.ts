import { expect, test } from "vitest";
import { sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { forceReplace } from "./force-replace.ts";

const options = (value: string) => ({ annotations: { "argocd.argoproj.io/sync-options": value } });
const claim = (value: string) => sampleClaim({ metadata: options(value) });

test("force-replace stops what would delete data, and warns of what would interrupt", () => {
  expect(seen(forceReplace, { erp: [sampleClaim()] }, { erp: [claim("Replace=true, Force=true")] })).toEqual([
    "stop: PersistentVolumeClaim/documents is deleted and created again at each sync",
  ]);
  const deployment = { ...sampleDeployment(), metadata: { name: "erp", ...options("Force=true,Replace=true") } };
  expect(seen(forceReplace, { erp: [sampleDeployment()] }, { erp: [deployment] })).toEqual([
    "warn: Deployment/erp is deleted and created again at each sync",
  ]);
});

test("force-replace sees an Application that begins to replace what carries Force=true", () => {
  const lab = (syncOptions: string[]) => ({
    applications: [sampleApplication("erp", { syncPolicy: { syncOptions } })],
    erp: [claim("Force=true")],
  });
  expect(seen(forceReplace, lab([]), lab(["Replace=true"]))).toHaveLength(1);
});

test("force-replace is silent about one of both options, a Job, and what Argo CD spares", () => {
  expect(seen(forceReplace, { erp: [] }, { erp: [claim("Replace=true")] })).toEqual([]);
  const both = options("Replace=true,Force=true");
  for (const [apiVersion, kind] of [
    ["batch/v1", "Job"],
    ["v1", "Namespace"],
  ] as const) {
    const object = sampleObject(apiVersion, kind, "erp", { metadata: { name: "erp", ...both } });
    expect(seen(forceReplace, { erp: [] }, { erp: [object] })).toEqual([]);
  }
});
