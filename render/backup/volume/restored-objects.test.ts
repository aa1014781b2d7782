import { describe, expect, test } from "vitest";
import { type Claim, claimAgain, filledVolume, persistentVolume } from "./restored-objects.ts";

const NAME = { namespace: "erp", name: "documents" };
const GIBIBYTE = 2 ** 30;
const BACKUP = {
  name: "backup-a",
  url: "s3://a",
  time: "2026-11-28T02:00:00Z",
  bytes: 5 * GIBIBYTE,
  storageClass: "replicated",
};
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
    const { metadata, spec } = claimAgain(NAME, WAS, BACKUP);
    expect(metadata.labels).toEqual(WAS.metadata.labels);
    expect(Object.keys(metadata.annotations ?? {})).toEqual(["argocd.argoproj.io/tracking-id"]);
    expect(spec).toEqual({ ...WAS.spec, volumeName: undefined });
  });

  test("asks for no more than the backup has, where the volume has grown since", () => {
    const grown = { ...WAS, spec: { ...WAS.spec, resources: { requests: { storage: "8Gi" } } } };
    expect(claimAgain(NAME, grown, BACKUP).spec.resources.requests.storage).toBe(String(5 * GIBIBYTE));
  });

  test("is made from the backup alone where the claim is gone", () => {
    expect(claimAgain(NAME, undefined, BACKUP)).toMatchObject({
      metadata: NAME,
      spec: { storageClassName: "replicated", resources: { requests: { storage: String(5 * GIBIBYTE) } } },
    });
  });
});

test("filledVolume() is made as its class says", () => {
  expect(filledVolume("restored-a", BACKUP, { numberOfReplicas: "2", dataLocality: "best-effort" })).toMatchObject({
    metadata: { name: "restored-a", namespace: "longhorn-system" },
    spec: { fromBackup: "s3://a", size: String(5 * GIBIBYTE), numberOfReplicas: 2, dataLocality: "best-effort" },
  });
});

test("persistentVolume() is reserved for the claim, outlives it, and says how a stopped restore goes on", () => {
  const volume = persistentVolume("restored-a", WAS, BACKUP, {}) as {
    metadata: { annotations: Record<string, string> };
  };
  expect(volume).toMatchObject({
    spec: { claimRef: NAME, persistentVolumeReclaimPolicy: "Retain", csi: { volumeHandle: "restored-a" } },
  });
  expect(JSON.parse(volume.metadata.annotations["lab/claim"] ?? "")).toEqual(WAS);
  expect(volume.metadata.annotations["lab/backup"]).toBe("backup-a");
});
