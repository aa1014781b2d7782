import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { type ControlPlane, startControlPlane } from "../control-plane.ts";
import { Parts } from "../process/parts.ts";
import { apply, kubectl } from "../servers/kubectl.ts";

const parts = new Parts();
let folder: string;
let plane: ControlPlane;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  plane = await startControlPlane(folder, arcodange, parts);
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test.each([
  ["Secret of its environment", "a", { envFrom: [{ secretRef: { name: "a" } }] }, 'secret "a" not found', secret("a")],
  ["ConfigMap of its environment", "b", variable("configMapKeyRef", "b"), 'configmap "b" not found', configMap("b")],
  ["Secret of a volume", "c", mount({ secret: { secretName: "c" } }), 'secret "c" not found', secret("c")],
  ["ConfigMap of a volume", "d", mount({ configMap: { name: "d" } }), 'configmap "d" not found', configMap("d")],
])("a pod waits for the %s, names it, and runs as soon as it is there", async (_, name, spec, message, object) => {
  await apply(plane.server, [pod(name, spec)]);
  await waits(name, message);
  await apply(plane.server, [object]);
  await runs(name);
});

test("a pod waits for a key, and kubectl shows that", async () => {
  await apply(plane.server, [secret("keyless", "other"), pod("keyless", variable("secretKeyRef", "keyless"))]);
  await waits("keyless", "couldn't find key key in Secret default/keyless");
  expect((await kubectl(plane.server, "get", "pod", "keyless")).stdout).toContain("CreateContainerConfigError");
  await apply(plane.server, [secret("keyless", "key")]);
  await runs("keyless");
});

test("a pod waits for what its first containers need, and kubectl shows that until it runs", async () => {
  const first = { ...CONTAINER, name: "first", ...variable("secretKeyRef", "early") };
  await apply(plane.server, [pod("early", {}, { initContainers: [first] })]);
  const shown = async () => (await kubectl(plane.server, "get", "pod", "early")).stdout;
  await vi.waitFor(async () => expect(await shown()).toContain("Init:CreateContainerConfigError"), PATIENCE);
  await apply(plane.server, [secret("early")]);
  await runs("early");
  expect(await shown()).toMatch(/ Running /);
});

test("a pod runs without what is optional", async () => {
  const optional = {
    ...variable("secretKeyRef", "none", true),
    ...mount({ configMap: { name: "none", optional: true } }),
  };
  await apply(plane.server, [pod("modest", optional)]);
  await runs("modest");
});

test("a pod that waited while the API server was killed runs once its Secret is there", async () => {
  await apply(plane.server, [pod("patient", variable("secretKeyRef", "patient"))]);
  await waits("patient", 'secret "patient" not found');
  await plane.server.kill();
  await plane.server.restart();
  await apply(plane.server, [secret("patient")]);
  await runs("patient");
});

const PATIENCE = { timeout: 60_000, interval: 200 };

const CONTAINER = { name: "main", image: "registry.example/none:1" };

interface Found {
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly { readonly state: object }[];
  };
}

async function get(name: string): Promise<Found> {
  return JSON.parse((await kubectl(plane.server, "get", "pod", name, "--output=json")).stdout) as Found;
}

async function waits(name: string, message: string): Promise<void> {
  const state = { waiting: { reason: "CreateContainerConfigError", message } };
  await vi.waitFor(async () => {
    expect((await get(name)).status).toMatchObject({ phase: "Pending", containerStatuses: [{ state }] });
  }, PATIENCE);
}

async function runs(name: string): Promise<void> {
  await vi.waitFor(async () => expect((await get(name)).status.phase).toBe("Running"), PATIENCE);
}

function secret(name: string, key = "key"): object {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: "default" }, stringData: { [key]: "value" } };
}

function configMap(name: string): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" }, data: { key: "value" } };
}

/** @param main fields of its container, and the volumes that it mounts */
function pod(name: string, main: object, spec: object = {}): object {
  const { volumes = [], ...container } = main as { volumes?: readonly object[] };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default" },
    spec: { containers: [{ ...CONTAINER, ...container }], volumes, ...spec },
  };
}

function variable(reference: "secretKeyRef" | "configMapKeyRef", name: string, optional = false) {
  return { env: [{ name: "VARIABLE", valueFrom: { [reference]: { name, key: "key", optional } } }] };
}

function mount(volume: object) {
  return { volumeMounts: [{ name: "files", mountPath: "/files" }], volumes: [{ name: "files", ...volume }] };
}
