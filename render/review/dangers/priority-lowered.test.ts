import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { priorityLowered } from "./priority-lowered.ts";

const ranks = [1000, 10].map(value => sampleObject("scheduling.k8s.io/v1", "PriorityClass", `at-${value}`, { value }));
const deployed = (priorityClassName?: string) => sampleDeployment({ pod: { priorityClassName } });
const lowered = (before?: string, after?: string) =>
  seen(priorityLowered, { erp: [...ranks, deployed(before)] }, { erp: [...ranks, deployed(after)] });

test("priority-lowered tells of a lower class, and of none", () => {
  expect(lowered("at-1000", "at-10")).toEqual(['warn: its priority class is "at-10", and was "at-1000"']);
  expect(lowered("system-cluster-critical")).toEqual([
    'warn: its priority class is none, and was "system-cluster-critical"',
  ]);
});

test("priority-lowered notes a class that git does not hold", () => {
  expect(lowered("at-10", "elsewhere")).toEqual(['note: its priority class is "elsewhere", and was "at-10"']);
});

test("priority-lowered is silent about a higher class", () => {
  expect(lowered("at-10", "at-1000")).toEqual([]);
  expect(lowered(undefined, "at-10")).toEqual([]);
});
