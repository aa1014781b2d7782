import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderedFolder } from "../../repository.ts";
import { program } from "../program/program.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "health-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Health and message of an object as Argo CD itself finds them with the rendered `argocd-cm`. */
function healthOf(object: object): string {
  const file = join(folder, "object.json");
  writeFileSync(file, JSON.stringify(object));
  const [argocd, ...first] = program("argocd");
  const settings = join(renderedFolder, "arcodange/argocd/configmap-argocd-cm.yaml");
  const words = ["admin", "settings", "resource-overrides", "health", file, `--argocd-cm-path=${settings}`];
  return execFileSync(argocd, [...first, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ARGOCD_BINARY_NAME: "argocd", HOME: folder },
  });
}

const source = { repoURL: "https://gitea/lab.git", targetRevision: "main", path: "rendered/home/longhorn" };

function application(project: string, status?: object): object {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "sample", namespace: "argocd" },
    spec: { project, source },
    ...(status && { status }),
  };
}

const synced = (changes: object = {}) => ({
  sync: { status: "Synced", comparedTo: { source } },
  health: { status: "Healthy" },
  ...changes,
});

test.each([
  ["is new", undefined, "Progressing"],
  ["is synced and healthy", synced(), "Healthy"],
  ["is synced and starts", synced({ health: { status: "Progressing", message: "1 of 2" } }), "Progressing"],
  ["is synced and broken", synced({ health: { status: "Degraded", message: "no disk" } }), "Degraded"],
  [
    "is healthy with its first object only",
    synced({ sync: { status: "OutOfSync", comparedTo: { source } } }),
    "Progressing",
  ],
  [
    "has synced its source and keeps what is no longer in it",
    synced({
      sync: { status: "OutOfSync", comparedTo: { source } },
      operationState: { phase: "Succeeded", syncResult: { source } },
    }),
    "Healthy",
  ],
  [
    "has synced its former tag",
    synced({
      sync: { status: "OutOfSync", comparedTo: { source } },
      operationState: { phase: "Succeeded", syncResult: { source: { ...source, targetRevision: "v1" } } },
    }),
    "Progressing",
  ],
  [
    "is healthy by its former tag",
    synced({ sync: { status: "Synced", comparedTo: { source: { ...source, targetRevision: "v1" } } } }),
    "Progressing",
  ],
])("a wave waits for an Application of the platform that %s as it should", (_, status, expected) => {
  expect(healthOf(application("platform", status))).toContain(`STATUS: ${expected}\n`);
  expect(healthOf(application("crds", status))).toContain(`STATUS: ${expected}\n`);
});

test("no wave waits for an app, a tool, or the root itself", () => {
  for (const project of ["erp", "tools", "root"]) {
    const health = healthOf(application(project, synced({ health: { status: "Degraded" } })));
    expect(health).toContain("STATUS: Healthy\n");
  }
});

test.each([
  ["has no status yet", [], "Healthy"],
  ["is served", [{ type: "Established", status: "True" }], "Healthy"],
  ["has a name that is taken", [{ type: "NamesAccepted", status: "False", message: "taken" }], "Degraded"],
  ["has a schema without types", [{ type: "NonStructuralSchema", status: "True", message: "untyped" }], "Degraded"],
])("a CRD that %s is as healthy as its wave needs", (_, conditions, expected) => {
  const object = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "samples.example.net" },
    ...(conditions.length > 0 && { status: { conditions } }),
  };
  expect(healthOf(object)).toContain(`STATUS: ${expected}\n`);
});

test.each([
  [undefined, "Progressing"],
  ["True", "Healthy"],
  ["False", "Degraded"],
])("a secret whose condition Ready is %s is %s", (status, expected) => {
  const conditions = status === undefined ? [] : [{ type: "Ready", status, message: "permission denied" }];
  for (const kind of ["VaultAuth", "VaultConnection", "VaultDynamicSecret", "VaultStaticSecret"]) {
    const metadata = { name: "sample", namespace: "erp" };
    const object = { apiVersion: "secrets.hashicorp.com/v1beta1", kind, metadata, status: { conditions } };
    expect(healthOf(object)).toContain(`STATUS: ${expected}\n`);
  }
});

const READ_ONCE = { secretMAC: "bm90IGEgc2VjcmV0" };

test.each([
  ["VaultAuth", { valid: true }, "Healthy"],
  ["VaultConnection", { valid: false, error: "no route" }, "Degraded"],
  ["VaultStaticSecret", { lastGeneration: 1, ...READ_ONCE }, "Healthy"],
  ["VaultDynamicSecret", { secretLease: { id: "postgres/creds/erp/x", duration: 60 } }, "Healthy"],
  ["VaultDynamicSecret", { secretLease: { id: "" } }, "Progressing"],
])("a %s whose operator writes no conditions is as its older fields say", (kind, status, expected) => {
  expect(healthOf(vaultObject(kind, status))).toContain(`STATUS: ${expected}\n`);
});

test("what was read for a former secret says nothing of the one that is asked for now", () => {
  const conditions = [{ type: "Ready", status: "True", observedGeneration: 1 }];
  expect(healthOf(vaultObject("VaultStaticSecret", { conditions, ...READ_ONCE }, 2))).toContain(
    "STATUS: Progressing\n",
  );
});

function vaultObject(kind: string, status: object, generation = 1): object {
  const metadata = { name: "sample", namespace: "erp", generation };
  return { apiVersion: "secrets.hashicorp.com/v1beta1", kind, metadata, status };
}

test.each([
  ["has done no round yet", [], "Progressing"],
  ["has done its round", [{ type: "Ready", status: "True", observedGeneration: 2 }], "Healthy"],
  [
    "has done its round before the last change",
    [{ type: "Ready", status: "True", observedGeneration: 1 }],
    "Progressing",
  ],
  ["cannot do its round", [{ type: "Ready", status: "False", observedGeneration: 2 }], "Degraded"],
])("an Image Updater that %s is shown so", (_, conditions, expected) => {
  const metadata = { name: "apps", namespace: "argocd", generation: 2 };
  const apiVersion = "argocd-image-updater.argoproj.io/v1alpha1";
  const health = healthOf({ apiVersion, kind: "ImageUpdater", metadata, status: { conditions } });
  expect(health).toContain(`STATUS: ${expected}\n`);
});

const target = { backupTargetURL: "s3://backups@us/" };
const unavailable = [{ type: "Unavailable", status: "True", message: "no credentials" }];

test.each([
  ["BackupTarget", "has no address", { backupTargetURL: "" }, { available: false }, "Healthy"],
  ["BackupTarget", "was not polled yet", target, undefined, "Progressing"],
  ["BackupTarget", "answers", target, { available: true }, "Healthy"],
  ["BackupTarget", "does not answer", target, { available: false, conditions: unavailable }, "Degraded"],
  ["Node", "is ready", {}, { conditions: [{ type: "Ready", status: "True" }] }, "Healthy"],
  ["Node", "is down", {}, { conditions: [{ type: "Ready", status: "False" }] }, "Degraded"],
  ["Volume", "has all replicas", {}, { state: "attached", robustness: "healthy" }, "Healthy"],
  ["Volume", "lacks a replica", {}, { state: "attached", robustness: "degraded" }, "Degraded"],
  ["Volume", "has lost its replicas", {}, { state: "detached", robustness: "faulted" }, "Degraded"],
  ["Volume", "is detached", {}, { state: "detached", robustness: "unknown" }, "Suspended"],
  [
    "Volume",
    "is attached, and says nothing of its replicas",
    {},
    { state: "attached", robustness: "unknown" },
    "Progressing",
  ],
  ["Volume", "is new", {}, undefined, "Progressing"],
])("Longhorn's %s that %s is shown so", (kind, _, spec, status, expected) => {
  const metadata = { name: "sample", namespace: "longhorn-system" };
  const object = { apiVersion: "longhorn.io/v1beta2", kind, metadata, spec, ...(status && { status }) };
  expect(healthOf(object)).toContain(`STATUS: ${expected}\n`);
});
