import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { disruptionBudgetRemoved } from "./disruption-budget-removed.ts";

const budget = sampleObject("policy/v1", "PodDisruptionBudget", "erp", { spec: { maxUnavailable: 1 } });

test("disruption-budget-removed notes one that goes", () => {
  expect(seen(disruptionBudgetRemoved, { erp: [budget, sampleDeployment()] }, { erp: [sampleDeployment()] })).toEqual([
    'note: PodDisruptionBudget "erp" in "erp" is deleted',
  ]);
});

test("disruption-budget-removed is silent where its Application goes with it, and where it changes", () => {
  expect(seen(disruptionBudgetRemoved, { erp: [budget] }, {})).toEqual([]);
  expect(
    seen(disruptionBudgetRemoved, { erp: [budget] }, { erp: [{ ...budget, spec: { maxUnavailable: 2 } }] }),
  ).toEqual([]);
});
