import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { roleAggregated } from "./role-aggregated.ts";

const role = (rest: object) => sampleObject("rbac.authorization.k8s.io/v1", "ClusterRole", "widgets", rest);
const labelled = (value: string) =>
  role({ metadata: { name: "widgets", labels: { "rbac.authorization.k8s.io/aggregate-to-edit": value } } });

test("role-aggregated tells which role it becomes part of", () => {
  expect(seen(roleAggregated, { erp: [role({})] }, { erp: [labelled("true")] })).toEqual([
    'warn: its rights become part of the role "edit"',
  ]);
});

test("role-aggregated tells of a role that takes in all", () => {
  const aggregationRule = { clusterRoleSelectors: [{}] };
  expect(seen(roleAggregated, { erp: [] }, { erp: [role({ aggregationRule })] })).toEqual([
    "warn: it takes in every ClusterRole there is",
  ]);
});

test("role-aggregated is silent where a label says no, and where a selector names what it wants", () => {
  const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { part: "widgets" } }] };
  expect(seen(roleAggregated, { erp: [] }, { erp: [labelled("false"), role({ aggregationRule })] })).toEqual([]);
});
