import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleClaim, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { volumeLeavesBackup } from "./volume-leaves-backup.ts";

const job = (name: string, task: string, ...groups: string[]) =>
  sampleObject("longhorn.io/v1beta2", "RecurringJob", name, { spec: { task, groups } });
const longhorn = [job("nightly", "backup", "default"), job("trim", "filesystem-trim", "default", "no-backup")];
const claim = (...labels: string[]) => {
  const enabled = labels.map(label => [label, "enabled"]);
  return sampleClaim({ metadata: { labels: { ...Object.fromEntries(enabled), app: "erp" } } });
};
const SOURCE = "recurring-job.longhorn.io/source";
const DEFAULT = "recurring-job-group.longhorn.io/default";
const NONE = "recurring-job-group.longhorn.io/no-backup";
const move = (before: KubeObject, after: KubeObject) =>
  seen(volumeLeavesBackup, { longhorn, erp: [before] }, { longhorn, erp: [after] });

const WARNING = ['warn: the volume of claim "documents" is no longer backed up'];

test("volume-leaves-backup warns of a claim that moves to a group without backups", () => {
  expect(move(claim(SOURCE, DEFAULT), claim(SOURCE, NONE))).toEqual(WARNING);
});

test("volume-leaves-backup knows that a claim without jobs is in the group default", () => {
  expect(move(claim(), claim(SOURCE, NONE))).toEqual(WARNING);
  expect(move(claim(SOURCE, DEFAULT), claim())).toEqual([]);
  expect(move(claim(SOURCE, DEFAULT), claim(NONE))).toEqual([]);
});

test("volume-leaves-backup is silent where a job is named in place of its group, and where there was no backup", () => {
  expect(move(claim(SOURCE, DEFAULT), claim(SOURCE, "recurring-job.longhorn.io/nightly"))).toEqual([]);
  expect(move(claim(SOURCE, NONE), claim(SOURCE, "recurring-job.longhorn.io/trim"))).toEqual([]);
  const [before, after] = [{ erp: [claim(SOURCE, DEFAULT)] }, { erp: [claim(SOURCE, NONE)] }];
  expect(seen(volumeLeavesBackup, before, after)).toEqual([]);
});

test("volume-leaves-backup is silent about other kinds with such labels", () => {
  const volume = (label: string) => ({ ...claim(SOURCE, label), apiVersion: "longhorn.io/v1beta2", kind: "Volume" });
  expect(move(volume(DEFAULT), volume(NONE))).toEqual([]);
});

test("volume-leaves-backup is silent where the same change brings a job for the new group", () => {
  const [before, after] = [claim(SOURCE, DEFAULT), claim(SOURCE, "recurring-job-group.longhorn.io/media")];
  const more = [...longhorn, job("media", "backup", "media")];
  expect(seen(volumeLeavesBackup, { longhorn, erp: [before] }, { longhorn: more, erp: [after] })).toEqual([]);
});
