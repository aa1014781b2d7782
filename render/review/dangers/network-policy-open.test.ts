import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { networkPolicyOpen } from "./network-policy-open.ts";

const policy = (spec: object) =>
  sampleObject("networking.k8s.io/v1", "NetworkPolicy", "erp", { spec: { podSelector: {}, ...spec } });
const opened = (spec: object) => seen(networkPolicyOpen, { erp: [] }, { erp: [policy(spec)] });

test("network-policy-open warns of a policy that opens everything to everybody", () => {
  expect(opened({ ingress: [{}] })).toEqual(["warn: lets anybody in on every port"]);
  expect(opened({ ingress: [{ from: [{ namespaceSelector: {} }] }] })).toEqual([
    "warn: lets every pod of every namespace in on every port",
  ]);
  expect(opened({ ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] })).toHaveLength(1);
});

test("network-policy-open notes what is open on one port, and the way out", () => {
  expect(opened({ ingress: [{ ports: [{ port: 80 }] }] })).toEqual(["note: lets anybody in on TCP 80"]);
  expect(opened({ policyTypes: ["Egress"], egress: [{}] })).toEqual(["note: lets out to anybody on every port"]);
});

test("network-policy-open is silent about named peers, closed directions and addresses with exceptions", () => {
  expect(opened({ policyTypes: ["Ingress"] })).toEqual([]);
  expect(opened({ ingress: [{ from: [{ podSelector: {} }] }] })).toEqual([]);
  expect(opened({ ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }] })).toEqual([]);
  expect(opened({ policyTypes: ["Ingress"], egress: [{}] })).toEqual([]);
});
