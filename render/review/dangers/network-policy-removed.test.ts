import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { networkPolicyRemoved } from "./network-policy-removed.ts";

const policy = sampleObject("networking.k8s.io/v1", "NetworkPolicy", "erp");
const ofCilium = sampleObject("cilium.io/v2", "CiliumNetworkPolicy", "erp");

test("network-policy-removed warns of a policy that goes while its Application stays", () => {
  expect(seen(networkPolicyRemoved, { erp: [policy, sampleDeployment()] }, { erp: [sampleDeployment()] })).toEqual([
    'warn: NetworkPolicy "erp" in "erp" is deleted',
  ]);
  expect(seen(networkPolicyRemoved, { erp: [ofCilium] }, { erp: [] })).toEqual([
    'warn: CiliumNetworkPolicy "erp" in "erp" is deleted',
  ]);
});

test("network-policy-removed is silent where the whole Application goes, and where a policy changes", () => {
  expect(seen(networkPolicyRemoved, { erp: [policy, sampleDeployment()] }, {})).toEqual([]);
  const other = { ...policy, spec: { podSelector: {} } };
  expect(seen(networkPolicyRemoved, { erp: [policy] }, { erp: [other] })).toEqual([]);
});
