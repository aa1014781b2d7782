import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { disruptionBlocked } from "./disruption-blocked.ts";

const budget = (spec: object) =>
  sampleObject("policy/v1", "PodDisruptionBudget", "erp", {
    spec: { selector: { matchLabels: { app: "erp" } }, ...spec },
  });
const deployed = (replicas: number) => sampleDeployment({ spec: { replicas } });
const blocked = (spec: object, replicas = 2) =>
  seen(disruptionBlocked, { erp: [] }, { erp: [deployed(replicas), budget(spec)] });

test("disruption-blocked tells of a budget that lets no pod go", () => {
  for (const spec of [{ maxUnavailable: 0 }, { maxUnavailable: "0%" }, { minAvailable: "100%" }])
    expect(blocked(spec)).toEqual(["warn: it lets no pod go"]);
});

test("disruption-blocked tells of a budget that wants all pods there are", () => {
  expect(blocked({ minAvailable: 1 }, 1)).toEqual(["warn: it wants 1 of 1 pods to stay"]);
});

test("disruption-blocked is silent where one may go", () => {
  expect(blocked({ maxUnavailable: 1 }, 1)).toEqual([]);
  expect(blocked({ minAvailable: 1 }, 2)).toEqual([]);
});
