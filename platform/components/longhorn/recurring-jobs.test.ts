import { expect, test } from "vitest";
import type { KubeObject } from "../../kube-object.ts";
import { objectsIn } from "../../testing/sample-instance.ts";
import type { RecurringJobSpec } from "./api.ts";
import { RecurringJobs } from "./recurring-jobs.ts";

const jobs = objectsIn(chart => new RecurringJobs(chart, "jobs")) as (KubeObject & {
  readonly spec: RecurringJobSpec;
})[];

test("RecurringJobs has names that Longhorn does not cut, the same in the object and its specification", () => {
  for (const { metadata, spec } of jobs) {
    expect(spec.name).toBe(metadata.name);
    expect(spec.name.length).toBeLessThanOrEqual(40);
  }
});

test("RecurringJobs writes no value that Longhorn would replace with another", () => {
  for (const { spec } of jobs) {
    const leavesNothing = spec.task === "snapshot-cleanup" || spec.task === "filesystem-trim";
    expect(leavesNothing ? spec.retain === 0 : spec.retain > 0, spec.name).toBe(true);
  }
});

test("RecurringJobs starts no two jobs at the same minute", () => {
  expect(new Set(jobs.map(({ spec }) => spec.cron.split(" ").slice(0, 2).join(" "))).size).toBe(jobs.length);
});

test("RecurringJobs backs up no volume by the way of the system backup", () => {
  const [system] = jobs.filter(({ spec }) => spec.task === "system-backup");
  expect(system?.spec.parameters).toEqual({ "volume-backup-policy": "disabled" });
});
