import { expect, test } from "vitest";
import { persistentVolume } from "../../backup/volume/restored-objects.ts";
import type { KubeItem } from "./objects.ts";
import { readRestores } from "./restores.ts";

const BACKUP = { name: "b", url: "s3://b", time: "", volume: "v", volumeBytes: 1, bytes: 1, storageClass: "" };
const pending = persistentVolume(
  { name: "restored-b", bytes: 1, backup: BACKUP },
  {
    ...{ apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { namespace: "erp", name: "documents" } },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, storageClassName: "a" },
  },
  {},
) as KubeItem;

test("readRestores() knows a restore by the volume that it has made, until it has come to its end", () => {
  const { labels, ...settled } = pending.metadata;
  expect(readRestores([pending])).toEqual(["erp/documents"]);
  expect(readRestores([{ ...pending, metadata: settled }])).toEqual([]);
});
