import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { podSecurityLowered } from "./pod-security-lowered.ts";

const namespace = (levels: Record<string, string>) => {
  const labels = Object.fromEntries(
    Object.entries(levels).map(([mode, level]) => [`pod-security.kubernetes.io/${mode}`, level]),
  );
  return sampleObject("v1", "Namespace", "erp", { metadata: { name: "erp", labels } });
};
const lowered = (before: Record<string, string>, after: Record<string, string>) =>
  seen(podSecurityLowered, { erp: [namespace(before)] }, { erp: [namespace(after)] });

test("pod-security-lowered tells of a level that is lower, or gone", () => {
  expect(lowered({ enforce: "restricted" }, { enforce: "baseline" })).toEqual([
    'warn: "enforce" goes from restricted to baseline',
  ]);
  expect(lowered({ enforce: "baseline", warn: "restricted" }, {})).toEqual([
    'warn: "enforce" goes from baseline to nothing',
    'note: "warn" goes from restricted to nothing',
  ]);
});

test("pod-security-lowered warns of a new namespace that is exempt", () => {
  expect(seen(podSecurityLowered, { erp: [] }, { erp: [namespace({ enforce: "privileged" })] })).toEqual([
    "warn: it is exempt from Pod Security: it takes any pod",
  ]);
});

test("pod-security-lowered is silent where a level rises, and about new namespaces without labels", () => {
  expect(lowered({ enforce: "baseline" }, { enforce: "restricted" })).toEqual([]);
  expect(lowered({ enforce: "privileged" }, {})).toEqual([]);
  expect(seen(podSecurityLowered, { erp: [] }, { erp: [namespace({})] })).toEqual([]);
});
