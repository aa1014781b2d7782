import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { seccompUnconfined } from "./seccomp-unconfined.ts";

const profile = (type: string, field = "seccompProfile") => ({ securityContext: { [field]: { type } } });

test("seccomp-unconfined tells of pods and of containers", () => {
  expect(seen(seccompUnconfined, { erp: [] }, { erp: [sampleDeployment({ pod: profile("Unconfined") })] })).toEqual([
    "warn: its pods run without its seccompProfile",
  ]);
  const container = profile("Unconfined", "appArmorProfile");
  expect(seen(seccompUnconfined, { erp: [] }, { erp: [sampleDeployment({ container })] })).toEqual([
    'warn: container "erp" runs without its appArmorProfile',
  ]);
});

test("seccomp-unconfined is silent about profiles, and about pods that say nothing", () => {
  const confined = sampleDeployment({ pod: profile("RuntimeDefault"), container: profile("Localhost") });
  expect(seen(seccompUnconfined, { erp: [] }, { erp: [confined, sampleDeployment({ name: "plain" })] })).toEqual([]);
});
