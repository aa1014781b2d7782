import { expect, test } from "vitest";
import { stringify } from "yaml";
import { situationOf } from "../situation-of.ts";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleRevision } from "../testing/sample-revision.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { findDangers } from "./find-dangers.ts";
import { largeChange } from "./large-change.ts";

const configs = (count: number, value: string, from = 0) =>
  Array.from({ length: count }, (_, index) => sampleObject("v1", "ConfigMap", `c${from + index}`, { data: { value } }));
const lab = (changed: number, value: string, unchanged = 320) => ({
  erp: [...configs(changed, value), ...configs(unchanged, "same", 1000)],
});

test("large-change warns once of more than 100 objects", () => {
  expect(seen(largeChange, lab(101, "a"), lab(101, "b"))).toEqual([
    "warn: 101 of 423 objects change, and 0 of these are deleted",
  ]);
  expect(seen(largeChange, lab(100, "a"), lab(100, "b"))).toEqual([]);
});

test("large-change warns of more than 20 objects that are deleted", () => {
  expect(seen(largeChange, lab(21, "a"), lab(0, "a"))).toHaveLength(1);
  expect(seen(largeChange, lab(20, "a"), lab(0, "a"))).toEqual([]);
});

test("large-change warns of a quarter of a small lab", () => {
  expect(seen(largeChange, lab(10, "a", 28), lab(10, "b", 28))).toHaveLength(1);
  expect(seen(largeChange, lab(10, "a", 38), lab(10, "b", 38))).toEqual([]);
  expect(seen(largeChange, lab(9, "a", 0), lab(9, "b", 0))).toEqual([]);
});

test("large-change counts what is new among all objects, so that it never tells of more than there are", () => {
  expect(seen(largeChange, lab(0, "a", 20), lab(30, "a", 20))).toEqual([
    "warn: 30 of 52 objects change, and 0 of these are deleted",
  ]);
});

test("large-change does not count objects that no Application deploys", () => {
  const application = sampleApplication("erp", { source: { repoURL: "https://git.example.net/lab", path: "erp" } });
  const revision = (value: string) =>
    sampleRevision({
      "erp.yaml": stringify(application),
      "erp/a.yaml": stringify(sampleObject("v1", "ConfigMap", "a", { data: { value } })),
      "bases/all.yaml": configs(120, value)
        .map(object => stringify(object))
        .join("---\n"),
    });
  const { situation } = situationOf(revision("a"), revision("b"));
  expect(situation.changes).toHaveLength(121);
  expect(findDangers(situation, [largeChange])).toEqual([]);
});
