import { expect, test } from "vitest";
import type { KubeItem } from "../../recover/read/objects.ts";
import { usersOf } from "./claim-users.ts";

const CLAIM = { namespace: "erp", name: "documents" };
const pods = (claimName: string) => ({
  spec: { volumes: [{ persistentVolumeClaim: { claimName } }, { emptyDir: {} }] },
});
const item = (apiVersion: string, kind: string, spec: object, changes: object = {}): KubeItem => ({
  ...{ apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: "erp", creationTimestamp: "" }, spec },
  ...changes,
});

test.each([
  ["a Deployment", item("apps/v1", "Deployment", { replicas: 2, template: pods("documents") }), { replicas: 2 }],
  [
    "a Deployment without a number, which has one pod",
    item("apps/v1", "Deployment", { template: pods("documents") }),
    { replicas: 1 },
  ],
  [
    "one that has no pods now",
    item("apps/v1", "StatefulSet", { replicas: 0, template: pods("documents") }),
    { replicas: 0 },
  ],
  [
    "a CronJob, which no number stops",
    item("batch/v1", "CronJob", { jobTemplate: { spec: { template: pods("documents") } } }),
    {},
  ],
  ["a Job at work", item("batch/v1", "Job", { template: pods("documents") }), {}],
])("usersOf() finds %s", (_, workload, more) => {
  const { kind } = workload;
  expect(usersOf([workload], CLAIM)).toEqual([{ kind, name: kind.toLowerCase(), ...more }]);
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
  ["has ended", item("batch/v1", "Job", { template: pods("documents") }, { status: { succeeded: 1 } })],
  ["has no pods to mount it", item("apps/v1", "Deployment", {})],
])("usersOf() leaves out what %s", (_, workload) => {
  expect(usersOf([workload], CLAIM)).toEqual([]);
});
