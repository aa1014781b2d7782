import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { backupRetentionLowered } from "./backup-retention-lowered.ts";

const keeping = (retain: unknown, task = "backup") => ({
  longhorn: [sampleObject("longhorn.io/v1beta2", "RecurringJob", "nightly", { spec: { task, retain } })],
});

test("backup-retention-lowered warns of a job that keeps fewer backups or snapshots", () => {
  const warning = ['warn: RecurringJob "nightly" keeps 7 in place of 14'];
  expect(seen(backupRetentionLowered, keeping(14), keeping(7))).toEqual(warning);
  expect(seen(backupRetentionLowered, keeping(14, "snapshot"), keeping(7, "snapshot"))).toEqual(warning);
});

test.each([
  ["keeps more", keeping(7), keeping(14)],
  ["keeps as many", keeping(7), keeping(7, "backup-force-create")],
  ["says no number", keeping(7), keeping("few")],
  ["saves nothing", keeping(7, "filesystem-trim"), keeping(0, "filesystem-trim")],
])("backup-retention-lowered is silent about a job that %s", (_, before, after) => {
  expect(seen(backupRetentionLowered, before, after)).toEqual([]);
});

test("backup-retention-lowered is silent about other kinds", () => {
  const policy = (retain: number) => ({
    erp: [sampleObject("example.net/v1", "Policy", "erp", { spec: { task: "backup", retain } })],
  });
  expect(seen(backupRetentionLowered, policy(7), policy(1))).toEqual([]);
});
