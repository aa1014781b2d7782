import { expect, test } from "vitest";
import { type Finding, sentence } from "./finding.ts";

const finding: Finding = {
  level: "error",
  rule: "facts",
  problem: '"10.0.0.300" is not an IPv4 address',
  remedy: 'write one such as "192.168.1.201"',
  file: "clusters/arcodange/index.ts",
};

test("sentence() says what is wrong, what would be right, the file to edit and the rule", () => {
  expect(sentence({ ...finding, cluster: "arcodange", field: "nodes.pi1.address" })).toBe(
    'Cannot accept arcodange, nodes.pi1.address: "10.0.0.300" is not an IPv4 address, ' +
      'write one such as "192.168.1.201" in clusters/arcodange/index.ts (facts)',
  );
});

test("sentence() places an object in its cluster and unit", () => {
  const placed = { ...finding, cluster: "arcodange", unit: "erp", object: "Deployment/erp", field: "spec.replicas" };
  expect(sentence(placed)).toMatch(/^Cannot accept Deployment\/erp of arcodange\/erp, spec\.replicas: /);
});

test("sentence() opens a note as something left out", () => {
  expect(sentence({ ...finding, level: "note", cluster: "arcodange", unit: "cms" })).toMatch(
    /^Left out arcodange\/cms: /,
  );
});

test.each<[string, Partial<Finding>, string]>([
  ["the lab when it is about no part", {}, "the lab"],
  ["a field alone", { field: "clusters" }, "clusters"],
  ["a unit without a cluster", { unit: "erp" }, "erp"],
  ["an object without a place", { object: "Service/erp" }, "Service/erp"],
  ["an object of a cluster", { object: "Service/erp", cluster: "arcodange" }, "Service/erp of arcodange"],
])("sentence() names %s", (_, known, subject) => {
  expect(sentence({ ...finding, ...known }).startsWith(`Cannot accept ${subject}: `)).toBe(true);
});

test("sentence() is one sentence without a final period", () => {
  expect(sentence(finding)).not.toMatch(/\.$|\n/);
});
