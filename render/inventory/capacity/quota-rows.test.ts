import { expect, test } from "vitest";
import { capacity } from "../../checks/capacity.ts";
import { declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { quotaRowsOf } from "./quota-rows.ts";

const lab = await declaredLab();

test("instances of an environment with a quota are told, and no others", () => {
  expect(quotaRowsOf(lab).map(({ unit, environment }) => [unit.name, environment])).toEqual([
    ["erp-sandbox", "sandbox"],
  ]);
});

test("an instance beyond its quota is one of which the rule has a finding", async () => {
  const greedy = withEdit(lab, "erp-sandbox/Deployment/erp", ({ spec }) => {
    spec.replicas = 11;
  });
  const [row] = quotaRowsOf(greedy);
  expect(row?.used.pods).toBe(11);
  expect(row?.share).toBe(5.5); // of memory: 11 × 512 MiB of 1 GiB
  const problems = (await capacity.check(greedy)).map(({ problem }) => problem);
  expect(problems).toContain('it has 11 pods, and the quota of environment "sandbox" holds 10');
});
