import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { sandboxReachesProduction } from "./sandbox-reaches-production.ts";

const VSO = "secrets.hashicorp.com/v1beta1";
const fromVault = (path: string) => sampleObject(VSO, "VaultStaticSecret", "smtp", { spec: { mount: "kvv2", path } });
const login = (role: string) =>
  sampleObject(VSO, "VaultAuth", "vault", { spec: { mount: "kubernetes", kubernetes: { role } } });
const set = (name: string, value: string) => sampleDeployment({ container: { env: [{ name, value }] } });
const volume = (volumeName: string) => sampleClaim({ spec: { volumeName } });
const reached = (production: KubeObject, sandbox: KubeObject) =>
  seen(
    sandboxReachesProduction,
    { erp: [production], "erp-sandbox": [] },
    { erp: [production], "erp-sandbox": [sandbox] },
  );

test.each([
  ["secret", fromVault("erp/smtp"), 'path "erp/smtp" of "kvv2" in Vault'],
  ["role", login("erp"), 'role "erp" of "kubernetes" in Vault'],
  ["volume", volume("pv-1"), 'volume "pv-1"'],
  ["host", sampleRoute(), 'host "erp.example.net"'],
  ["database", set("PGDATABASE", "erp"), 'database in "PGDATABASE"'],
])("sandbox-reaches-production tells of a %s of both", (_, object, thing) => {
  expect(reached(object, object)).toEqual([`warn: uses the ${thing}, as "erp" does`]);
});

test("sandbox-reaches-production tells of what leads into production, or lands there", () => {
  expect(reached(sampleDeployment(), set("API", "http://erp.erp.svc.cluster.local:8080"))).toEqual([
    'warn: it names a Service of "erp"',
  ]);
  const to = [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "erp" } } }];
  const spec = { podSelector: {}, policyTypes: ["Egress"], egress: [{ to }] };
  expect(reached(sampleDeployment(), sampleObject("networking.k8s.io/v1", "NetworkPolicy", "out", { spec }))).toEqual([
    'warn: its pods may connect to "erp"',
  ]);
  const settings = sampleObject("v1", "ConfigMap", "settings", { metadata: { name: "settings", namespace: "erp" } });
  expect(reached(sampleDeployment(), settings)).toEqual(['warn: it lands in "erp", where "erp" lives']);
});

test("sandbox-reaches-production notes what counts for the whole cluster", () => {
  const role = sampleObject("rbac.authorization.k8s.io/v1", "ClusterRole", "reader", { rules: [] });
  expect(reached(sampleDeployment(), role)).toEqual(["note: it counts for the whole cluster, production included"]);
});

test("sandbox-reaches-production is silent about what is its own", () => {
  expect(reached(fromVault("erp/smtp"), fromVault("erp-sandbox/smtp"))).toEqual([]);
  expect(reached(sampleDeployment(), set("API", "http://erp.erp-sandbox.svc:8080"))).toEqual([]);
  expect(reached(set("PGDATABASE", "erp"), set("PGDATABASE", "erp-sandbox"))).toEqual([]);
  expect(reached(sampleDeployment(), sampleObject("v1", "Namespace", "erp-sandbox"))).toEqual([]);
});

test("sandbox-reaches-production takes no program for an environment of another, but one that runs the same", () => {
  const shared = fromVault("vault/token");
  const [vault, operator] = [sampleDeployment({ name: "vault" }), sampleDeployment({ name: "operator" })];
  expect(
    seen(
      sandboxReachesProduction,
      { vault: [shared, vault], "vault-operator": [operator] },
      { vault: [shared, vault], "vault-operator": [operator, shared] },
    ),
  ).toEqual([]);
  expect(
    seen(
      sandboxReachesProduction,
      { vault: [shared, vault], "vault-two": [vault] },
      { vault: [shared, vault], "vault-two": [vault, shared] },
    ),
  ).toHaveLength(1);
});
