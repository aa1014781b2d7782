import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { backupRemoved } from "./backup-removed.ts";

const recurring = (task: string) => sampleObject("longhorn.io/v1beta2", "RecurringJob", "nightly", { spec: { task } });
const cron = (name: string, container: object) =>
  sampleObject("batch/v1", "CronJob", name, {
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: "main", ...container }] } } } } },
  });

test.each([
  ["a recurring job that takes backups", recurring("backup")],
  ["one that takes snapshots", recurring("snapshot-force-create")],
  ["a CronJob of that name", cron("vault-backup", { image: "busybox:1" })],
  ["a CronJob with such an image", cron("nightly", { image: "ghcr.io/restic/restic:0.18.0" })],
  [
    "a CronJob with such a command",
    cron("nightly", { image: "postgres:17", command: ["sh", "-c", "pg_dump erp > x"] }),
  ],
  ["a class of snapshots", sampleObject("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", "longhorn")],
  ["a schedule of Velero", sampleObject("velero.io/v1", "Schedule", "daily")],
])("backup-removed warns of %s", (_, object) => {
  expect(seen(backupRemoved, { longhorn: [object] }, { longhorn: [] })).toEqual([
    `warn: ${object.kind} "${object.metadata.name}" is deleted, which takes backups`,
  ]);
});

test.each([
  ["a recurring job that only tidies up", recurring("snapshot-cleanup")],
  ["any other CronJob", cron("crawler", { image: "ghcr.io/team/crawler:1.0.0", args: ["--all"] })],
  ["a job that is kept", { ...recurring("backup"), metadata: { name: "nightly", ...PROTECTED } }],
])("backup-removed is silent about %s", (_, object) => {
  expect(seen(backupRemoved, { longhorn: [object] }, { longhorn: [] })).toEqual([]);
});
