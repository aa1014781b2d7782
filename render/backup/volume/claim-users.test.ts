import { expect, test } from "vitest";
import type { KubeItem } from "../../recover/read/objects.ts";
import { usersOf } from "./claim-users.ts";

const CLAIM = { namespace: "erp", name: "documents" };
const pods = (claimName: string) => ({
  spec: { volumes: [{ persistentVolumeClaim: { claimName } }, { emptyDir: {} }] },
});
const ended = (type: string) => ({ status: { failed: 1, conditions: [{ type, status: "True" }] } });
const item = (apiVersion: string, kind: string, spec: object, changes: object = {}): KubeItem => ({
  ...{ apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: "erp", creationTimestamp: "" }, spec },
  ...changes,
});

test.each([
  ["a Deployment", item("apps/v1", "Deployment", { template: pods("documents") }), true],
  ["one that has no pods now", item("apps/v1", "StatefulSet", { replicas: 0, template: pods("documents") }), true],
  ["a CronJob", item("batch/v1", "CronJob", { jobTemplate: { spec: { template: pods("documents") } } }), true],
  ["a DaemonSet, which has pods or is not there", item("apps/v1", "DaemonSet", { template: pods("documents") }), false],
  ["a Job at work", item("batch/v1", "Job", { template: pods("documents") }), false],
  [
    "a Job that tries again after a pod of it has failed",
    item("batch/v1", "Job", { template: pods("documents") }, { status: { failed: 1, active: 1 } }),
    false,
  ],
  ["a pod that nobody made, and nobody would make again", item("v1", "Pod", pods("documents").spec), false],
])("usersOf() finds %s", (_, workload, canRest) => {
  const { kind } = workload;
  expect(usersOf([workload], CLAIM)).toEqual([{ kind, name: kind.toLowerCase(), canRest }]);
});

test("usersOf() finds the StatefulSet whose own claim it is", () => {
  const set = item("apps/v1", "StatefulSet", { replicas: 1, volumeClaimTemplates: [{ metadata: { name: "data" } }] });
  expect(usersOf([set], { namespace: "erp", name: "data-statefulset-0" })).toHaveLength(1);
  expect(usersOf([set], { namespace: "erp", name: "data-statefulset-backup" })).toEqual([]);
});

test.each([
  ["mounts another claim", item("apps/v1", "Deployment", { template: pods("other") })],
  [
    "is elsewhere",
    item(
      "apps/v1",
      "Deployment",
      { template: pods("documents") },
      { metadata: { name: "a", namespace: "cms", creationTimestamp: "" } },
    ),
  ],
  ["is a Job that has ended", item("batch/v1", "Job", { template: pods("documents") }, ended("Complete"))],
  ["is a Job that has failed for good", item("batch/v1", "Job", { template: pods("documents") }, ended("Failed"))],
  ["is a Job that rests", item("batch/v1", "Job", { suspend: true, template: pods("documents") })],
  [
    "is a pod of a workload, which is asked itself",
    item("v1", "Pod", pods("documents").spec, {
      metadata: { name: "erp-0", namespace: "erp", creationTimestamp: "", ownerReferences: [{ kind: "StatefulSet" }] },
    }),
  ],
  ["is a pod that has ended", item("v1", "Pod", pods("documents").spec, { status: { phase: "Failed" } })],
  ["has no pods to mount it", item("apps/v1", "Deployment", {})],
])("usersOf() leaves out what %s", (_, workload) => {
  expect(usersOf([workload], CLAIM)).toEqual([]);
});
