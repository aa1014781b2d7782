import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication, sampleSituation } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { findDangers } from "./find-dangers.ts";
import { immutableField } from "./immutable-field.ts";

const secret = (type: string) => sampleObject("v1", "Secret", "token", { type });
const set = (spec: object) => sampleObject("apps/v1", "StatefulSet", "vault", { spec });
const binding = (name: string) =>
  sampleObject("rbac.authorization.k8s.io/v1", "RoleBinding", "erp", { roleRef: { kind: "Role", name } });
const definition = (scope: string) =>
  sampleObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", "volumes.longhorn.io", { spec: { scope } });

test.each([
  [
    "a selector",
    sampleDeployment(),
    sampleDeployment({ spec: { selector: { matchLabels: { app: "shop" } } } }),
    'warn: spec.selector of Deployment "erp" cannot change',
  ],
  [
    "the type of a service account token",
    secret("Opaque"),
    secret("kubernetes.io/service-account-token"),
    'warn: type of Secret "token" cannot change',
  ],
  ["a role reference", binding("read"), binding("write"), 'warn: roleRef of RoleBinding "erp" cannot change'],
  [
    "several fields of a StatefulSet",
    set({ serviceName: "a", podManagementPolicy: "Parallel" }),
    set({ serviceName: "b" }),
    'warn: spec.podManagementPolicy, spec.serviceName of StatefulSet "vault" cannot change',
  ],
  [
    "a StatefulSet that takes its claims along",
    set({ serviceName: "a", persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } }),
    set({ serviceName: "b", persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } }),
    'stop: spec.serviceName of StatefulSet "vault" cannot change',
  ],
  [
    "the access modes of a claim",
    sampleClaim(),
    sampleClaim({ spec: { accessModes: ["ReadWriteMany"] } }),
    'stop: spec.accessModes of PersistentVolumeClaim "documents" cannot change',
  ],
  [
    "the scope of a definition",
    definition("Namespaced"),
    definition("Cluster"),
    'stop: spec.scope of CustomResourceDefinition "volumes.longhorn.io" cannot change',
  ],
])("immutable-field tells of %s", (_, before, after, line) => {
  expect(seen(immutableField, { erp: [before] }, { erp: [after] })).toEqual([line]);
});

test("immutable-field says how to get there, by kind", () => {
  const remedyFor = (before: KubeObject, after: KubeObject) =>
    findDangers(sampleSituation({ erp: [before] }, { erp: [after] }), [immutableField])[0]?.remedy;
  expect(remedyFor(set({ serviceName: "a" }), set({ serviceName: "b" }))).toMatch(/--cascade=orphan/);
  expect(remedyFor(secret("Opaque"), secret("kubernetes.io/tls"))).toMatch(/another name/);
});

test("immutable-field is silent where Argo CD itself deletes the object and creates it again", () => {
  const metadata = { name: "token", annotations: { "argocd.argoproj.io/sync-options": "Replace=true,Force=true" } };
  const forced = { ...secret("kubernetes.io/service-account-token"), metadata };
  expect(seen(immutableField, { erp: [secret("Opaque")] }, { erp: [forced] })).toEqual([]);
  const applications = [sampleApplication("erp", { syncPolicy: { automated: { prune: true } } })];
  const [before, after] = [binding("read"), binding("write")].map(object => ({ applications, erp: [object] }));
  expect(seen(immutableField, before ?? {}, after ?? {})).toEqual([]);
});

test("immutable-field is silent about what may change, and about what is new", () => {
  const more = sampleDeployment({ spec: { replicas: 3 } });
  expect(seen(immutableField, { erp: [sampleDeployment()] }, { erp: [more] })).toEqual([]);
  expect(seen(immutableField, { erp: [] }, { erp: [secret("kubernetes.io/service-account-token")] })).toEqual([]);
});

test("immutable-field leaves size and class of a claim to dangers of their own", () => {
  const other = sampleClaim({ spec: { storageClassName: "fast", resources: { requests: { storage: "500Mi" } } } });
  expect(seen(immutableField, { erp: [sampleClaim()] }, { erp: [other] })).toEqual([]);
});

test.each([
  ["a hook of Helm, which is deleted before it runs again", { "helm.sh/hook": "pre-upgrade" }, 0],
  ["a hook that is deleted when it went well", { hook: "Sync", "hook-delete-policy": "HookSucceeded" }, 0],
  ["what no sync takes", { hook: "Skip" }, 0],
  ["a hook that stays", { hook: "Sync", "hook-delete-policy": "HookFailed" }, 1],
])("immutable-field knows %s", (_, annotations: Readonly<Record<string, string>>, count) => {
  const full = Object.entries(annotations).map(([key, value]) => [
    key.includes("/") ? key : `argocd.argoproj.io/${key}`,
    value,
  ]);
  const job = (image: string) =>
    sampleObject("batch/v1", "Job", "migrate", {
      metadata: { name: "migrate", annotations: Object.fromEntries(full) },
      spec: { template: { spec: { containers: [{ name: "migrate", image }] } } },
    });
  expect(seen(immutableField, { erp: [job("erp:1")] }, { erp: [job("erp:2")] })).toHaveLength(count);
});
