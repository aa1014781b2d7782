import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationPruneOn } from "./application-prune-on.ts";

const automated = (policy?: object) => ({
  applications: [sampleApplication("erp", { syncPolicy: policy && { automated: policy } })],
});

test.each([
  ["was off", { prune: false }],
  ["was not written", { selfHeal: true }],
  ["came with an automation that was off", { prune: true, enabled: false }],
  ["had no automation at all", undefined],
])("application-prune-on warns where pruning %s", (_, before) => {
  expect(seen(applicationPruneOn, automated(before), automated({ prune: true }))).toEqual([
    "warn: automated pruning is switched on",
  ]);
});

test("application-prune-on is silent where it was on, where it goes off, and where it stays off", () => {
  expect(seen(applicationPruneOn, automated({}), automated({ selfHeal: true }))).toEqual([]);
  expect(seen(applicationPruneOn, automated({ prune: true }), automated({ prune: true, selfHeal: true }))).toEqual([]);
  expect(seen(applicationPruneOn, automated({ prune: true }), automated({ prune: false }))).toEqual([]);
});
