import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { networkPolicyWidened } from "./network-policy-widened.ts";

const policy = (spec: object) =>
  sampleObject("networking.k8s.io/v1", "NetworkPolicy", "erp", { spec: { podSelector: {}, ...spec } });
const widened = (before: object, after: object) =>
  seen(networkPolicyWidened, { erp: [policy(before)] }, { erp: [policy(after)] });
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
const tcp = (port: number | string, rest: object = {}) => ({ protocol: "TCP", port, ...rest });
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });
const ingress = (from: object[], ports: object[] = []) => ({ ingress: [{ from, ports }] });
const egress = (to: object[]) => ({ policyTypes: ["Egress"], egress: [{ to }] });

test("network-policy-widened tells of peers and ports that come along", () => {
  expect(widened(ingress([pods("web")], [tcp(80)]), ingress([pods("web"), pods("job")], [tcp(80)]))).toEqual([
    "warn: lets pods with app=job of its namespace in on TCP 80",
  ]);
  expect(widened(ingress([pods("web")], [tcp(80)]), ingress([pods("web")], [tcp(80), tcp(22)]))).toEqual([
    "warn: lets pods with app=web of its namespace in on TCP 22",
  ]);
});

test("network-policy-widened tells where the limit to ports or to peers goes", () => {
  expect(widened(ingress([pods("web")], [tcp(80)]), ingress([pods("web")]))).toEqual([
    "warn: lets pods with app=web of its namespace in on every port",
  ]);
  expect(widened(ingress([pods("web")], [tcp(80)]), ingress([], [tcp(80)]))).toEqual([
    "warn: lets anybody in on TCP 80",
  ]);
});

test("network-policy-widened tells of selectors and addresses that take in more", () => {
  expect(widened(ingress([pods("web")]), ingress([{ podSelector: {} }]))).toEqual([
    "warn: lets every pod of its namespace in on every port",
  ]);
  expect(widened(ingress([pods("web")]), ingress([{ ...pods("web"), namespaceSelector: {} }]))).toHaveLength(1);
  expect(widened(egress([block("192.168.1.202/32")]), egress([block("0.0.0.0/0")]))).toEqual([
    "warn: lets out to 0.0.0.0/0 on every port",
  ]);
  expect(widened(egress([block("0.0.0.0/0", "10.0.0.0/8")]), egress([block("0.0.0.0/0")]))).toHaveLength(1);
});

test("network-policy-widened tells where a direction is no longer limited, and where fewer pods are closed", () => {
  const both = { policyTypes: ["Ingress", "Egress"] };
  expect(widened(both, { policyTypes: ["Ingress"] })).toEqual(["warn: no longer limits what goes out"]);
  expect(widened(both, { ...both, podSelector: { matchLabels: { app: "erp" } } })).toEqual([
    "warn: closes pods with app=erp in place of every pod",
  ]);
});

test("network-policy-widened tells where what it opens counts for more pods", () => {
  const opening = ingress([pods("web")]);
  expect(widened({ ...opening, podSelector: { matchLabels: { app: "erp" } } }, opening)).toEqual([
    "warn: opens every pod in place of pods with app=erp",
  ]);
});

test("network-policy-widened is silent where less is let through, or the same", () => {
  expect(widened(ingress([pods("web"), pods("job")]), ingress([pods("web")]))).toEqual([]);
  expect(widened(ingress([]), ingress([pods("web")], [tcp(80)]))).toEqual([]);
  expect(widened(ingress([pods("web")], [tcp(80, { endPort: 90 })]), ingress([pods("web")], [tcp(85)]))).toEqual([]);
  expect(widened(egress([block("10.0.0.0/8")]), egress([block("10.1.0.0/16")]))).toEqual([]);
  expect(widened(egress([block("0.0.0.0/0", "10.0.0.0/8")]), egress([block("192.168.0.0/16")]))).toEqual([]);
  expect(widened({ policyTypes: ["Ingress"] }, { ...egress([]), policyTypes: ["Ingress", "Egress"] })).toEqual([]);
  expect(widened({ podSelector: { matchLabels: { app: "erp" } } }, {})).toEqual([]);
});
