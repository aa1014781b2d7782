import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { hostNamespace } from "./host-namespace.ts";

test("host-namespace tells of each namespace of the node", () => {
  const after = sampleDeployment({ pod: { hostNetwork: true, hostPID: true, hostIPC: true } });
  expect(seen(hostNamespace, { erp: [sampleDeployment()] }, { erp: [after] })).toEqual([
    "warn: its pods see every process of the node",
    "warn: its pods share memory with the processes of the node",
    "warn: its pods use the node's network",
  ]);
});

test("host-namespace looks into bare pods, and is silent about false and about what is no pod", () => {
  const pod = sampleObject("v1", "Pod", "probe", { spec: { hostNetwork: true, containers: [] } });
  const other = sampleObject("v1", "ConfigMap", "settings", { spec: { hostNetwork: true } });
  const without = sampleDeployment({ pod: { hostNetwork: false } });
  expect(seen(hostNamespace, { erp: [] }, { erp: [pod] })).toHaveLength(1);
  expect(seen(hostNamespace, { erp: [] }, { erp: [other, without] })).toEqual([]);
});
