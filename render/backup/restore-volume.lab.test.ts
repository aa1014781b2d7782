import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { installDefinitions } from "../bed/definitions.ts";
import { eventually } from "../bed/eventually.ts";
import { Parts } from "../bed/process/parts.ts";
import { program } from "../bed/program/program.ts";
import { type ApiServer, startApiServer } from "../bed/servers/api-server.ts";
import { startControllerManager } from "../bed/servers/controller-manager.ts";
import { startEtcd } from "../bed/servers/etcd.ts";
import { apply, demand } from "../bed/servers/kubectl.ts";
import { type ApiClient, apiClient } from "../recover/testing/api-client.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { restoreVolume } from "./restore-volume.ts";
import { planRestore, volumeBackups } from "./volume/plan-restore.ts";

/**
 * A real API server with the real controllers of claims, Deployments and StatefulSets, and Longhorn's CRDs. What Longhorn
 * does is played: it fills a new volume in two steps.
 */
const CLAIM = { namespace: "erp", name: "documents" };
const VOLUMES = "/apis/longhorn.io/v1beta2/namespaces/longhorn-system/volumes";

let server: ApiServer;
let api: ApiClient & { close(): void };
let longhorn: NodeJS.Timeout;
let failure: object | undefined;
const folder = mkdtempSync(join(tmpdir(), "restore-volume-"));
const parts = new Parts();

beforeAll(async () => {
  server = parts.add(await startApiServer(folder, parts.add(await startEtcd(folder))));
  parts.add(await startControllerManager(folder, server));
  await installDefinitions(server, ["longhorn"]);
  api = apiClient(server);
  longhorn = setInterval(() => void playLonghorn().catch(() => undefined), 200);
  await apply(server, [...["erp", "longhorn-system", "argocd"].map(namespace), STORAGE_CLASS]);
});
afterAll(async () => {
  clearInterval(longhorn);
  api?.close();
  await parts.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  failure = undefined;
  await empty();
  await apply(server, [volume("pvc-old", {}), OLD, CLAIM_OBJECT, ...workloads(1), BACKUP_VOLUME]);
  await made("Backup", "backup-a", { status: backupStatus("backup-a", "2026-11-28T02:00:00Z", "documents") });
  await made("Backup", "backup-b", { status: backupStatus("backup-b", "2026-11-29T02:00:00Z", "documents") });
  await made("Backup", "backup-c", { status: backupStatus("backup-c", "2026-11-29T03:00:00Z", "other") });
  await eventually("the claim is bound and its pods are there", async () => {
    const [bound, pods] = [await claim(), await podNames()];
    return bound?.status?.phase === "Bound" && pods.length > 0 ? undefined : JSON.stringify(bound);
  });
});

test("lists the backups of the claim, and no other's", async () => {
  const backups = await volumeBackups({ kubectl: kubectl() }, CLAIM);
  expect(backups.map(({ name }) => name)).toEqual(["backup-a", "backup-b"]);
});

test("gives the claim a new volume that holds the newest backup, and keeps the old one", async () => {
  const said: string[] = [];
  const on = { kubectl: kubectl(), cluster: sampleCluster, say: (line: string) => said.push(line) };
  const plan = await planRestore(on, CLAIM, "latest");
  expect(plan).toMatchObject({
    backup: { name: "backup-b" },
    old: "pvc-old",
    users: [{ kind: "Deployment", name: "erp", canRest: true }],
  });
  const lines = await restoreVolume(on, plan);
  expect(lines).toEqual([
    "put erp/documents back as it was at 2026-11-29T02:00:00Z, on volume restored-b",
    expect.stringContaining("kept the old volume pvc-old"),
  ]);
  expect((await claim())?.metadata.labels).toMatchObject({ "recurring-job.longhorn.io/source": "enabled" });
  const [fills, rests] = ["fills volume restored-b", "lets "].map(start =>
    said.findIndex(line => line.startsWith(start)),
  );
  expect(fills).toBe(0);
  expect(rests).toBeGreaterThan(0);
  await expectRestored("restored-b");
});

test("gives the same backup a second volume the second time", async () => {
  await restore("backup-a");
  await restore("backup-a");
  await expectRestored("restored-a-2");
});

test("makes a claim anew that somebody has deleted", async () => {
  await rested(() => demand(server, "delete", "pvc", "documents", "--namespace=erp"));
  await restore("latest");
  await expectRestored("restored-b");
});

test("gives a claim its volume that has none yet, or whose volume is lost", async () => {
  await demand(server, "delete", "pv", "pvc-old", "--wait=false");
  await api.merge("/api/v1/persistentvolumes/pvc-old", { metadata: { finalizers: null } });
  await eventually("the claim is lost", async () => {
    const phase = (await claim())?.status?.phase;
    return phase === "Lost" ? undefined : phase;
  });
  const lines = await restore("latest");
  expect(lines).toEqual(["put erp/documents back as it was at 2026-11-29T02:00:00Z, on volume restored-b"]);
  expect(await claim()).toMatchObject({ spec: { volumeName: "restored-b" }, status: { phase: "Bound" } });
});

test("leaves the claim no volume but the new one, whichever it was given while that was filled", async () => {
  const on = { kubectl: kubectl(), cluster: sampleCluster, say: () => undefined };
  await rested(() => demand(server, "delete", "pvc", "documents", "--namespace=erp"));
  const plan = await planRestore(on, CLAIM, "latest");
  expect(plan.old).toBeUndefined();
  await apply(server, [EMPTY, { ...CLAIM_OBJECT, spec: { ...CLAIM_OBJECT.spec, volumeName: "pvc-empty" } }]);
  await restoreVolume(on, plan);
  await expectRestored("restored-b");
});

test("goes on where a pod has been evicted, which nobody deletes and which would hold the claim", async () => {
  const metadata = { name: "erp-evicted", namespace: "erp" };
  await apply(server, [
    { apiVersion: "v1", kind: "Pod", metadata, spec: { ...pod("documents").spec, nodeName: "pi1" } },
  ]);
  await api.merge("/api/v1/namespaces/erp/pods/erp-evicted/status", { status: { phase: "Failed", reason: "Evicted" } });
  await restore("latest");
  await expectRestored("restored-b");
});

test("touches nothing where Longhorn cannot fill the volume, and begins anew the next time", async () => {
  failure = { conditions: [{ type: "Restore", status: "False", reason: "RestoreFailure", message: "no such backup" }] };
  await expect(restore("latest")).rejects.toThrow("Longhorn cannot fill volume restored-b: no such backup");
  expect((await claim())?.spec.volumeName).toBe("pvc-old");
  expect(await podNames()).toHaveLength(2);
  expect(await volumeNames()).not.toContain("restored-b");
  failure = undefined;
  await restore("latest");
  await expectRestored("restored-b");
});

test("starts everybody again where it fails while the claim still has its volume", async () => {
  const on = { kubectl: refusing(kubectl(), "delete"), cluster: sampleCluster, say: () => undefined };
  const plan = await planRestore(on, CLAIM, "latest");
  await expect(restoreVolume(on, plan)).rejects.toThrow("were started again");
  expect((await claim())?.spec.volumeName).toBe("pvc-old");
  await expect.poll(podNames).toHaveLength(2);
  await expect(planRestore(on, CLAIM, "backup-a")).rejects.toThrow("a restore of backup-b was stopped in the middle");
  await restore("latest");
  await expectRestored("restored-b");
});

test("lets a CronJob rest that uses the claim, and refuses while a pod of nobody does", async () => {
  const template = { spec: { ...pod("documents").spec, restartPolicy: "Never" } };
  const cronJob = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "tidy", namespace: "erp" },
    spec: { schedule: "0 0 1 1 *", jobTemplate: { spec: { template } } },
  };
  await apply(server, [cronJob]);
  await restore("latest");
  await expectRestored("restored-b");
  const live = JSON.parse(await demand(server, "get", "cronjob", "tidy", "--namespace=erp", "--output=json"));
  expect(live.spec.suspend).toBe(false);
  await demand(server, "delete", "cronjob", "tidy", "--namespace=erp");
  await apply(server, [
    { apiVersion: "v1", kind: "Pod", metadata: { name: "copy", namespace: "erp" }, ...pod("documents") },
  ]);
  await expect(restore("latest")).rejects.toThrow("Pod/copy uses it, and cannot rest");
});

test("cut off after any of its changes, the same call ends it, and no data is lost on the way", {
  timeout: 900_000,
}, async () => {
  let cuts = 0;
  for (let after = 1; ; after++) {
    const cut = cutting(kubectl(), after);
    const plan = await planRestore({ kubectl: kubectl(), cluster: sampleCluster }, CLAIM, "latest");
    const ended = await restoreVolume({ kubectl: cut, say: () => undefined }, plan).then(
      () => true,
      () => false,
    );
    expect(await volumeNames()).toContain("pvc-old");
    if (ended) break;
    cuts++;
    await restore("latest");
    const restored = (await claim())?.spec.volumeName ?? "";
    expect(restored).toMatch(/^restored-b/);
    await expectRestored(restored);
  }
  expect(cuts).toBeGreaterThan(8);
});

async function restore(wanted: string): Promise<string[]> {
  const on = { kubectl: kubectl(), cluster: sampleCluster, say: () => undefined };
  return restoreVolume(on, await planRestore(on, CLAIM, wanted));
}

async function rested(work: () => Promise<unknown>): Promise<void> {
  await demand(server, "scale", "deployment/erp", "--namespace=erp", "--replicas=0");
  await work();
  await demand(server, "scale", "deployment/erp", "--namespace=erp", "--replicas=1");
}

/** The claim has the volume, who rested runs with as many pods as before, nothing is pending, the old volume is there. */
async function expectRestored(name: string): Promise<void> {
  const now = await claim();
  expect(now).toMatchObject({ spec: { volumeName: name }, status: { phase: "Bound" } });
  for (const [kind, where] of [
    ["deployment/erp", "erp"],
    ["statefulset/argocd-application-controller", "argocd"],
  ] as const) {
    const { metadata, spec } = JSON.parse(await demand(server, "get", kind, `--namespace=${where}`, "--output=json"));
    expect(spec.replicas).toBe(1);
    expect(metadata.annotations?.["lab/before-rest"]).toBeUndefined();
  }
  const pending = await demand(
    server,
    "get",
    "pv,volumes.longhorn.io",
    "--all-namespaces",
    "--selector=lab/restore=pending",
    "--output=name",
  );
  expect(pending).toBe("");
  const old = JSON.parse(await demand(server, "get", "pv", "pvc-old", "--output=json"));
  expect(old.spec.persistentVolumeReclaimPolicy).toBe("Retain");
  expect(await volumeNames()).toContain("pvc-old");
}

/** A connection that breaks after so many changes. */
function cutting(inner: Kubectl, after: number): Kubectl {
  let changes = 0;
  return async (words, options) => {
    if (words[0] !== "get" && ++changes > after) throw new Error("the connection is gone");
    return inner(words, options);
  };
}

/** An API server that refuses to do one thing. */
function refusing(inner: Kubectl, verb: string): Kubectl {
  return async (words, options) => {
    if (words[0] === verb) throw new Error(`it does not ${verb}`);
    return inner(words, options);
  };
}

function kubectl(): Kubectl {
  const [file, ...first] = program("kubectl");
  return (words, { input = "" } = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const child = execFile(file, [...first, `--kubeconfig=${server.kubeconfig}`, ...words], (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr || error.message));
    });
    child.stdin?.on("error", () => undefined).end(input);
    return promise;
  };
}

async function playLonghorn(): Promise<void> {
  type Filling = { metadata: { name: string }; spec: { fromBackup?: string }; status?: { restoreInitiated?: boolean } };
  for (const { metadata, spec, status } of await api.list<Filling>(VOLUMES)) {
    if (!spec.fromBackup) continue;
    const next = status?.restoreInitiated
      ? { state: "detached", restoreInitiated: true, restoreRequired: false }
      : { state: "attached", restoreInitiated: true, restoreRequired: true };
    await api.merge(`${VOLUMES}/${metadata.name}/status`, { status: { ...next, ...failure } });
  }
}

async function empty(): Promise<void> {
  await demand(server, "delete", "deployments,statefulsets,pods", "--all", "--all-namespaces", "--wait");
  await demand(server, "delete", "pvc", "--all", "--all-namespaces", "--wait");
  await demand(server, "delete", "pv", "--all", "--wait");
  await demand(
    server,
    "delete",
    "volumes.longhorn.io,backups.longhorn.io,backupvolumes.longhorn.io",
    "--all",
    "--all-namespaces",
    "--wait",
  );
}

async function made(kind: string, name: string, { status }: { status: object }): Promise<void> {
  const metadata = { name, namespace: "longhorn-system" };
  await apply(server, [{ apiVersion: "longhorn.io/v1beta2", kind, metadata, spec: {} }]);
  await api.merge(`/apis/longhorn.io/v1beta2/namespaces/longhorn-system/backups/${name}/status`, { status });
}

interface LiveClaim {
  readonly metadata: { readonly labels?: Record<string, string> };
  readonly spec: { readonly volumeName?: string };
  readonly status?: { readonly phase?: string };
}

async function claim(): Promise<LiveClaim | undefined> {
  const text = await demand(
    server,
    "get",
    "pvc",
    "documents",
    "--namespace=erp",
    "--ignore-not-found",
    "--output=json",
  );
  return text === "" ? undefined : JSON.parse(text);
}

async function podNames(): Promise<string[]> {
  return (await demand(server, "get", "pods", "--all-namespaces", "--output=name")).split("\n").filter(Boolean);
}

async function volumeNames(): Promise<string[]> {
  const text = await demand(
    server,
    "get",
    "volumes.longhorn.io",
    "--all-namespaces",
    "--output=jsonpath={.items[*].metadata.name}",
  );
  return text.split(" ");
}

const STORAGE_CLASS = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: sampleCluster.storage.defaultClass },
  ...{ provisioner: "driver.longhorn.io", reclaimPolicy: "Retain", volumeBindingMode: "Immediate" },
  parameters: { numberOfReplicas: "2", dataLocality: "best-effort" },
};

const OLD = {
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name: "pvc-old" },
  spec: {
    ...{
      capacity: { storage: "5Gi" },
      accessModes: ["ReadWriteOnce"],
      storageClassName: sampleCluster.storage.defaultClass,
    },
    ...{ persistentVolumeReclaimPolicy: "Retain", csi: { driver: "driver.longhorn.io", volumeHandle: "pvc-old" } },
    claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", ...CLAIM },
  },
};

const EMPTY = {
  ...OLD,
  metadata: { name: "pvc-empty" },
  spec: { ...OLD.spec, csi: { ...OLD.spec.csi, volumeHandle: "pvc-empty" } },
};

const CLAIM_OBJECT = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { ...CLAIM, labels: { "recurring-job.longhorn.io/source": "enabled" } },
  spec: {
    ...{ accessModes: ["ReadWriteOnce"], storageClassName: sampleCluster.storage.defaultClass, volumeName: "pvc-old" },
    resources: { requests: { storage: "5Gi" } },
  },
};

const BACKUP_VOLUME = {
  apiVersion: "longhorn.io/v1beta2",
  kind: "BackupVolume",
  metadata: { name: "pvc-old-1", namespace: "longhorn-system" },
  spec: { volumeName: "pvc-old", backupTargetName: "default" },
};

function namespace(name: string): object {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

function volume(name: string, spec: object): object {
  const metadata = { name, namespace: "longhorn-system" };
  return { apiVersion: "longhorn.io/v1beta2", kind: "Volume", metadata, spec: { size: "5368709120", ...spec } };
}

function backupStatus(name: string, snapshotCreatedAt: string, pvcName: string): object {
  return {
    ...{ state: "Completed", url: `s3://home@eu/?backup=${name}&volume=pvc-old`, snapshotCreatedAt },
    ...{ volumeName: "pvc-old", volumeSize: "5368709120", size: "4194304" },
    labels: { KubernetesStatus: JSON.stringify({ namespace: "erp", pvcName }) },
  };
}

function pod(claimName: string) {
  const containers = [{ name: "main", image: "erp:1", volumeMounts: [{ name: "data", mountPath: "/data" }] }];
  return { spec: { containers, volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] } };
}

function workloads(replicas: number): object[] {
  const labels = { app: "erp" };
  const selector = { matchLabels: labels };
  const controller = { metadata: { labels }, spec: { containers: [{ name: "main", image: "argocd:1" }] } };
  return [
    {
      ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "erp", namespace: "erp" } },
      spec: { replicas, selector, template: { metadata: { labels }, ...pod("documents") } },
    },
    {
      ...{ apiVersion: "apps/v1", kind: "StatefulSet" },
      metadata: { name: "argocd-application-controller", namespace: "argocd" },
      spec: { replicas, selector, serviceName: "argocd", template: controller },
    },
  ];
}
