import { expect, test } from "vitest";
import { mounting, sampleClaim, sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { singleAttachRollout } from "./single-attach-rollout.ts";

const erp = (strategy?: object) => sampleDeployment({ pod: mounting("documents"), spec: { strategy } });
const WARNING = ['warn: rolling update with the claim "documents"'];

test.each([
  ["without a strategy", undefined],
  ["with a rolling one", { type: "RollingUpdate" }],
  ["that starts one more", { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }],
])("single-attach-rollout warns of a Deployment %s", (_, strategy) => {
  expect(seen(singleAttachRollout, { erp: [] }, { erp: [erp(strategy), sampleClaim()] })).toEqual(WARNING);
});

test.each([
  ["that ends the old pod first", erp({ type: "Recreate" }), sampleClaim()],
  ["that starts none beside the old pod", erp({ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }), sampleClaim()],
  ["whose volume many nodes can have", erp(), sampleClaim({ spec: { accessModes: ["ReadWriteMany"] } })],
  ["whose claim git does not hold", erp(), sampleClaim({ name: "other" })],
  ["of another kind", { ...erp(), kind: "StatefulSet" }, sampleClaim()],
  ["without a claim", sampleDeployment(), sampleClaim()],
])("single-attach-rollout is silent about a Deployment %s", (_, deployment, claim) => {
  expect(seen(singleAttachRollout, { erp: [] }, { erp: [deployment, claim] })).toEqual([]);
});

test("single-attach-rollout tells when it is put right", () => {
  const before = { erp: [erp(), sampleClaim()] };
  expect(seen(singleAttachRollout, before, { erp: [erp({ type: "Recreate" }), sampleClaim()] })).toEqual([
    'warn, fixed: rolling update with the claim "documents"',
  ]);
});
