import { expect, test } from "vitest";
import { claimBackup } from "./claim-backup.ts";
import { RecurringJobs } from "./components/longhorn/recurring-jobs.ts";
import type { KubeObject } from "./kube-object.ts";
import { objectsIn } from "./testing/sample-instance.ts";

const GROUP = /^recurring-job-group\.longhorn\.io\/(.+)$/;

/** What Longhorn does for the volume of a claim with this metadata. */
function tasksFor({ labels }: ReturnType<typeof claimBackup>): string[] {
  const groups = Object.keys(labels).flatMap(label => GROUP.exec(label)?.[1] ?? []);
  const jobs = objectsIn(chart => new RecurringJobs(chart, "jobs")) as (KubeObject & {
    readonly spec: { readonly task: string; readonly groups: readonly string[] };
  })[];
  return jobs.filter(({ spec }) => spec.groups.some(group => groups.includes(group))).map(({ spec }) => spec.task);
}

test("claimBackup() lets a volume be backed up and snapshotted unless a reason is given", () => {
  expect(tasksFor(claimBackup())).toEqual(expect.arrayContaining(["backup", "snapshot"]));
});

test("claimBackup() keeps a volume with a reason out of every backup and snapshot, and in what gives room back", () => {
  const tasks = tasksFor(claimBackup("filled anew"));
  expect(tasks).not.toContain("backup");
  expect(tasks).not.toContain("snapshot");
  expect(tasks).toEqual(expect.arrayContaining(["snapshot-cleanup", "filesystem-trim"]));
});

test("claimBackup() makes Longhorn follow the claim either way, so that a changed mind reaches the volume", () => {
  for (const { labels } of [claimBackup(), claimBackup("filled anew")]) {
    expect(labels).toMatchObject({ "recurring-job.longhorn.io/source": "enabled" });
  }
});
