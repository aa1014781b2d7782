import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { type ControlPlane, startControlPlane } from "../control-plane.ts";
import { Parts } from "../process/parts.ts";
import { apply, demand } from "../servers/kubectl.ts";

const parts = new Parts();
let folder: string;
let plane: ControlPlane;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  plane = await startControlPlane(folder, arcodange, parts);
  await add(
    storageClass("longhorn", { provisioner: "driver.longhorn.io", parameters: { numberOfReplicas: "2" } }),
    storageClass("lazy", { provisioner: "driver.longhorn.io", volumeBindingMode: "WaitForFirstConsumer" }),
    storageClass("foreign", { provisioner: "rancher.io/local-path" }),
  );
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("a claim of Longhorn is bound to a volume of its class", async () => {
  await add(claim("data", "longhorn"));
  await isBound("data");
  const { spec, metadata } = await volumeOf("data");
  expect(metadata.annotations).toMatchObject({ "pv.kubernetes.io/provisioned-by": "driver.longhorn.io" });
  expect(spec).toMatchObject({
    capacity: { storage: "5Gi" },
    accessModes: ["ReadWriteOnce"],
    persistentVolumeReclaimPolicy: "Retain",
    storageClassName: "longhorn",
    csi: { driver: "driver.longhorn.io", volumeHandle: metadata.name, volumeAttributes: { numberOfReplicas: "2" } },
  });
});

test("a claim of a foreign class stays pending, though its own provisioner is asked", async () => {
  await add(claim("foreign", "foreign"));
  await vi.waitFor(async () => {
    const { metadata } = await get("persistentvolumeclaim", "foreign");
    expect(metadata.annotations).toMatchObject({
      "volume.kubernetes.io/storage-provisioner": "rancher.io/local-path",
    });
  }, PATIENCE);
  await add(claim("later", "longhorn"));
  await isBound("later");
  expect(await phase("foreign")).toBe("Pending");
});

test("a claim whose class waits for the first pod is bound when that has a node", async () => {
  await add(claim("lazy", "lazy"), claim("meanwhile", "longhorn"));
  await isBound("meanwhile");
  expect(await phase("lazy")).toBe("Pending");
  await add(podWith("lazy"));
  await isBound("lazy");
});

test("a claim made after the API server was killed is bound", async () => {
  await plane.server.kill();
  await plane.server.restart();
  await add(claim("after", "longhorn"));
  await isBound("after");
});

const PATIENCE = { timeout: 60_000, interval: 200 };

interface Found {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: { readonly phase: string };
}

async function add(...objects: object[]): Promise<void> {
  await apply(plane.server, objects);
}

async function get(kind: string, name: string): Promise<Found> {
  return JSON.parse(await demand(plane.server, "get", kind, name, "--output=json")) as Found;
}

async function phase(name: string): Promise<string> {
  return (await get("persistentvolumeclaim", name)).status.phase;
}

async function isBound(name: string): Promise<void> {
  await vi.waitFor(async () => expect(await phase(name)).toBe("Bound"), PATIENCE);
}

async function volumeOf(name: string): Promise<Found> {
  const { spec } = await get("persistentvolumeclaim", name);
  return get("persistentvolume", String(spec.volumeName));
}

function storageClass(name: string, properties: object): object {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name },
    reclaimPolicy: "Retain",
    ...properties,
  };
}

function claim(name: string, storageClassName: string): object {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, namespace: "default" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } }, storageClassName },
  };
}

function podWith(claimName: string): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: claimName, namespace: "default" },
    spec: {
      containers: [{ name: "main", image: "registry.example/none:1" }],
      volumes: [{ name: "data", persistentVolumeClaim: { claimName } }],
    },
  };
}
