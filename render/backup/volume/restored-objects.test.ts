import { describe, expect, test } from "vitest";
import { type Claim, claimAgain, filledVolume, persistentVolume } from "./restored-objects.ts";

const NAME = { namespace: "erp", name: "documents" };
const GIBIBYTE = 2 ** 30;
const BACKUP = {
  name: "backup-a",
  url: "s3://a",
  time: "2026-11-28T02:00:00Z",
  volume: "pvc-1",
  volumeBytes: 5 * GIBIBYTE,
  bytes: 4 * 2 ** 20,
  storageClass: "replicated",
};
const FILLED = { name: "restored-a", bytes: 5 * GIBIBYTE, backup: BACKUP };
const WAS: Claim = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: {
    ...NAME,
    labels: { "recurring-job.longhorn.io/source": "enabled" },
    annotations: {
      "argocd.argoproj.io/tracking-id": "erp:/PersistentVolumeClaim:erp/documents",
      "pv.kubernetes.io/bind-completed": "yes",
      "volume.kubernetes.io/storage-provisioner": "driver.longhorn.io",
    },
  },
  spec: {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: "5Gi" } },
    storageClassName: "replicated",
    volumeName: "pvc-1",
  },
};

describe("claimAgain()", () => {
  test("keeps what somebody gave the claim, and nothing of how it found its volume", () => {
    const { metadata, spec } = claimAgain(NAME, WAS, FILLED);
    expect(metadata.labels).toEqual(WAS.metadata.labels);
    expect(Object.keys(metadata.annotations ?? {})).toEqual(["argocd.argoproj.io/tracking-id"]);
    expect(spec).toEqual({ ...WAS.spec, volumeName: undefined });
  });

  test("asks for no more than the volume has, where the volume has grown since", () => {
    const grown = { ...WAS, spec: { ...WAS.spec, resources: { requests: { storage: "8Gi" } } } };
    expect(claimAgain(NAME, grown, FILLED).spec.resources.requests.storage).toBe(String(5 * GIBIBYTE));
  });

  test("is made from the backup alone where the claim is gone", () => {
    expect(claimAgain(NAME, undefined, FILLED)).toMatchObject({
      metadata: NAME,
      spec: { storageClassName: "replicated", resources: { requests: { storage: String(5 * GIBIBYTE) } } },
    });
  });
});

test("filledVolume() is made as its class says", () => {
  const parameters = { numberOfReplicas: "3", dataLocality: "disabled", staleReplicaTimeout: "60" };
  expect(filledVolume("restored-a", BACKUP, ["ReadWriteOnce"], parameters)).toMatchObject({
    metadata: { name: "restored-a", namespace: "longhorn-system" },
    spec: {
      fromBackup: "s3://a",
      size: String(5 * GIBIBYTE),
      numberOfReplicas: 3,
      dataLocality: "disabled",
      staleReplicaTimeout: 60,
    },
  });
});

test("filledVolume() can go where its pod is, though its class would hold it where it was filled", () => {
  expect(
    filledVolume("restored-a", BACKUP, ["ReadWriteOnce"], { numberOfReplicas: "1", dataLocality: "strict-local" }),
  ).toMatchObject({
    spec: { numberOfReplicas: 1, dataLocality: "best-effort" },
  });
});

test.each([
  [["ReadWriteOnce"], "rwo"],
  [["ReadWriteOnce", "ReadWriteMany"], "rwx"],
  [["ReadWriteOncePod"], "rwop"],
])("filledVolume() is for %j as Longhorn says it", (modes, accessMode) => {
  expect(filledVolume("restored-a", BACKUP, modes, {})).toMatchObject({ spec: { accessMode } });
});

test("persistentVolume() is a disk for a claim that asks for one, which would not be bound else", () => {
  const disk: Claim = { ...WAS, spec: { ...WAS.spec, volumeMode: "Block" } };
  expect(persistentVolume(FILLED, disk, {})).toMatchObject({ spec: { volumeMode: "Block" } });
  expect(persistentVolume(FILLED, WAS, {})).toMatchObject({ spec: { volumeMode: "Filesystem" } });
});

test("persistentVolume() is reserved for the claim, outlives it, and says how a stopped restore goes on", () => {
  const volume = persistentVolume(FILLED, WAS, {}) as {
    metadata: { annotations: Record<string, string> };
  };
  expect(volume).toMatchObject({
    spec: { claimRef: NAME, persistentVolumeReclaimPolicy: "Retain", csi: { volumeHandle: "restored-a" } },
  });
  expect(JSON.parse(volume.metadata.annotations["lab/claim"] ?? "")).toEqual(WAS);
  expect(JSON.parse(volume.metadata.annotations["lab/backup"] ?? "")).toEqual(BACKUP);
});
