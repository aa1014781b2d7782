import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { podRefused } from "./pod-refused.ts";

const namespace = (level: string) =>
  sampleObject("v1", "Namespace", "erp", {
    metadata: { name: "erp", labels: { "pod-security.kubernetes.io/enforce": level } },
  });
const hard = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const pod = { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } };
const strict = (container: object = hard, rest: object = pod) =>
  sampleDeployment({ container: { securityContext: container }, pod: rest });
const refused = (level: string, before: object, after: object) =>
  seen(podRefused, { erp: [namespace(level), before as never] }, { erp: [namespace(level), after as never] });

test("pod-refused tells of pods that no longer fit the level of their namespace", () => {
  expect(refused("restricted", strict(), strict({ ...hard, allowPrivilegeEscalation: true }))).toEqual([
    'warn: the level "restricted" of "erp" refuses "erp" without allowPrivilegeEscalation: false',
  ]);
  expect(refused("baseline", sampleDeployment(), sampleDeployment({ pod: { hostNetwork: true } }))).toEqual([
    'warn: the level "baseline" of "erp" refuses hostNetwork',
  ]);
});

test("pod-refused tells where it is the level that rises", () => {
  const [before, after] = ["baseline", "restricted"].map(level => ({ erp: [namespace(level), sampleDeployment()] }));
  expect(seen(podRefused, before ?? {}, after ?? {})).toContain(
    'warn: the level "restricted" of "erp" refuses "erp" without a seccompProfile',
  );
});

test("pod-refused is silent where pods fit, where nothing is enforced, and where git does not hold the namespace", () => {
  expect(refused("restricted", strict(), strict({ ...hard, runAsUser: 1000 }))).toEqual([]);
  expect(
    refused("baseline", sampleDeployment(), sampleDeployment({ pod: { volumes: [{ name: "tmp", emptyDir: {} }] } })),
  ).toEqual([]);
  expect(refused("privileged", sampleDeployment(), sampleDeployment({ pod: { hostPID: true } }))).toEqual([]);
  expect(seen(podRefused, { erp: [] }, { erp: [sampleDeployment({ pod: { hostPID: true } })] })).toEqual([]);
});
