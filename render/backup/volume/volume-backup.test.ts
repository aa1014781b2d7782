import { describe, expect, test } from "vitest";
import type { KubeItem } from "../../recover/read/objects.ts";
import { backupNamed, backupsOf } from "./volume-backup.ts";

const CLAIM = { namespace: "erp", name: "documents" };
const item = (kind: string, name: string, fields: object): KubeItem => ({
  ...{ apiVersion: "longhorn.io/v1beta2", kind, metadata: { name, creationTimestamp: "2026-11-01T00:00:00Z" } },
  ...fields,
});
const backup = (
  name: string,
  time: string,
  changes: object = {},
  owner: object = { namespace: "erp", pvcName: "documents" },
) =>
  item("Backup", name, {
    status: {
      ...{ state: "Completed", url: `s3://home@eu/?backup=${name}&volume=pvc-1`, snapshotCreatedAt: time },
      ...{
        volumeName: "pvc-1",
        volumeSize: "5368709120",
        size: "4194304",
        labels: { KubernetesStatus: JSON.stringify(owner) },
      },
      ...changes,
    },
  });
const VOLUME = item("BackupVolume", "pvc-1-4f2a", {
  spec: { volumeName: "pvc-1" },
  status: { storageClassName: "longhorn-replicated" },
});

describe("backupsOf()", () => {
  test("lists the whole backups of a claim, the oldest first, with what a new volume needs", () => {
    const items = [VOLUME, backup("backup-b", "2026-11-29T02:00:00Z"), backup("backup-a", "2026-11-28T02:00:00Z")];
    expect(backupsOf(items, CLAIM)).toMatchObject([
      {
        name: "backup-a",
        time: "2026-11-28T02:00:00Z",
        bytes: 4194304,
        volumeBytes: 5368709120,
        storageClass: "longhorn-replicated",
      },
      { name: "backup-b", url: "s3://home@eu/?backup=backup-b&volume=pvc-1" },
    ]);
  });

  test("takes one of a volume that the claim has let go for as old as that moment", () => {
    const letGo = { namespace: "erp", pvcName: "documents", lastPVCRefAt: "2026-11-28T12:00:00Z" };
    const items = [
      backup("backup-a", "2026-11-28T02:00:00Z"),
      backup("backup-of-old", "2026-11-29T02:00:10Z", { volumeName: "pvc-1" }, letGo),
      backup("backup-of-new", "2026-11-29T02:00:00Z", { volumeName: "restored-a" }),
    ];
    expect(backupsOf(items, CLAIM).map(({ name, time }) => [name, time])).toEqual([
      ["backup-a", "2026-11-28T02:00:00Z"],
      ["backup-of-old", "2026-11-28T12:00:00Z"],
      ["backup-of-new", "2026-11-29T02:00:00Z"],
    ]);
  });

  test.each([
    ["is not whole yet", backup("backup-a", "2026-11-28T02:00:00Z", { state: "InProgress" })],
    ["is of another claim", backup("backup-a", "2026-11-28T02:00:00Z", {}, { namespace: "erp", pvcName: "other" })],
    [
      "is of a claim of that name elsewhere",
      backup("backup-a", "2026-11-28T02:00:00Z", {}, { namespace: "erp-sandbox", pvcName: "documents" }),
    ],
    ["says of no claim", backup("backup-a", "2026-11-28T02:00:00Z", { labels: {} })],
    ["has no status yet", item("Backup", "backup-a", {})],
  ])("leaves out one that %s", (_, other) => {
    expect(backupsOf([VOLUME, other], CLAIM)).toEqual([]);
  });
});

describe("backupNamed()", () => {
  const backups = backupsOf(
    [backup("backup-a", "2026-11-28T02:00:00Z"), backup("backup-b", "2026-11-29T02:00:00Z")],
    CLAIM,
  );

  test("takes the newest as latest, or the one of a name", () => {
    expect(backupNamed(backups, "latest", CLAIM).name).toBe("backup-b");
    expect(backupNamed(backups, "backup-a", CLAIM).name).toBe("backup-a");
  });

  test("names those that there are where it is none of them", () => {
    expect(() => backupNamed(backups, "backup-c", CLAIM)).toThrow(
      'Cannot restore volume "erp/documents": there is no backup "backup-c", ' +
        "there are backup-a of 2026-11-28T02:00:00Z, backup-b of 2026-11-29T02:00:00Z",
    );
    expect(() => backupNamed([], "latest", CLAIM)).toThrow("Longhorn knows none of this claim");
  });
});
