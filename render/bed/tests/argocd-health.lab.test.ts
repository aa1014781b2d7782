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
