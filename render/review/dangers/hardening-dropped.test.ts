import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { hardeningDropped } from "./hardening-dropped.ts";

const hard = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
const walled = (container: object, pod: object = {}) =>
  sampleDeployment({ container: { securityContext: container }, pod: { securityContext: pod } });

test("hardening-dropped tells of each wall that goes", () => {
  expect(seen(hardeningDropped, { erp: [walled(hard)] }, { erp: [walled({})] })).toEqual([
    'warn: container "erp" has no seccomp profile',
    'warn: container "erp" keeps the capabilities of its runtime',
    'warn: container "erp" may gain more rights than it starts with',
    'warn: container "erp" may run as root',
    'warn: container "erp" may write to its own image',
  ]);
});

test("hardening-dropped takes the pod's word where the container says nothing", () => {
  const [shared, { runAsNonRoot, seccompProfile, ...own }] = [
    { runAsNonRoot: true, seccompProfile: hard.seccompProfile },
    hard,
  ];
  expect(seen(hardeningDropped, { erp: [walled(hard)] }, { erp: [walled(own, shared)] })).toEqual([]);
  expect(
    seen(hardeningDropped, { erp: [walled(own, shared)] }, { erp: [walled({ ...own, runAsNonRoot: false }, shared)] }),
  ).toEqual(['warn: container "erp" may run as root']);
});

test("hardening-dropped is silent where another user than root is named, and where there was no wall", () => {
  expect(
    seen(hardeningDropped, { erp: [walled({ runAsNonRoot: true })] }, { erp: [walled({ runAsUser: 1000 })] }),
  ).toEqual([]);
  expect(seen(hardeningDropped, { erp: [walled({})] }, { erp: [walled({ privileged: false })] })).toEqual([]);
});
