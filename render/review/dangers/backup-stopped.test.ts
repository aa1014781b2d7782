import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { backupStopped } from "./backup-stopped.ts";

const recurring = (spec: object) =>
  sampleObject("longhorn.io/v1beta2", "RecurringJob", "nightly", {
    spec: { task: "backup", groups: ["default"], ...spec },
  });
const cron = (suspend: boolean) => sampleObject("batch/v1", "CronJob", "backup", { spec: { suspend } });

test("backup-stopped warns of a job that is suspended", () => {
  const warning = ['warn: CronJob "backup" is suspended'];
  expect(seen(backupStopped, { erp: [cron(false)] }, { erp: [cron(true)] })).toEqual(warning);
  const schedule = (paused?: boolean) => sampleObject("velero.io/v1", "Schedule", "daily", { spec: { paused } });
  expect(seen(backupStopped, { erp: [schedule()] }, { erp: [schedule(true)] })).toHaveLength(1);
});

test("backup-stopped warns of a recurring job that does something else, or leaves volumes out", () => {
  const before = { longhorn: [recurring({ groups: ["default", "media"] })] };
  expect(seen(backupStopped, before, { longhorn: [recurring({ groups: ["default"] })] })).toEqual([
    'warn: RecurringJob "nightly" no longer saves the volumes of "media"',
  ]);
  expect(
    seen(backupStopped, before, { longhorn: [recurring({ task: "filesystem-trim", groups: ["default", "media"] })] }),
  ).toEqual(['warn: RecurringJob "nightly" runs filesystem-trim in place of backup']);
});

test("backup-stopped is silent about a job that rested before, and about what takes no backups", () => {
  const rests = sampleObject("batch/v1", "CronJob", "backup", { spec: { suspend: true, schedule: "0 3 * * *" } });
  expect(seen(backupStopped, { erp: [cron(true)] }, { erp: [rests] })).toEqual([]);
  const crawler = (suspend: boolean) => sampleObject("batch/v1", "CronJob", "crawler", { spec: { suspend } });
  expect(seen(backupStopped, { erp: [crawler(false)] }, { erp: [crawler(true)] })).toEqual([]);
  const schedule = (groups: string[]) => sampleObject("velero.io/v1", "Schedule", "daily", { spec: { groups } });
  expect(seen(backupStopped, { erp: [schedule(["a"])] }, { erp: [schedule([])] })).toEqual([]);
});

test("backup-stopped is silent where a job goes on, or saves more than before", () => {
  expect(seen(backupStopped, { erp: [cron(true)] }, { erp: [cron(false)] })).toEqual([]);
  const more = recurring({ cron: "0 3 * * *", groups: ["default", "media"] });
  expect(seen(backupStopped, { longhorn: [recurring({})] }, { longhorn: [more] })).toEqual([]);
});
