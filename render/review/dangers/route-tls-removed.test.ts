import { expect, test } from "vitest";
import { sampleIngress, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { routeTlsRemoved } from "./route-tls-removed.ts";

const told = ['warn: "erp.example.net" is answered without TLS'];

test("route-tls-removed tells of routes that lose it", () => {
  expect(seen(routeTlsRemoved, { erp: [sampleRoute()] }, { erp: [sampleRoute({ spec: { tls: null } })] })).toEqual(
    told,
  );
  expect(seen(routeTlsRemoved, { erp: [sampleIngress()] }, { erp: [sampleIngress({ spec: { tls: [] } })] })).toEqual(
    told,
  );
  const others = sampleIngress({ spec: { tls: [{ hosts: ["cms.example.net"] }] } });
  expect(seen(routeTlsRemoved, { erp: [sampleIngress()] }, { erp: [others] })).toEqual(told);
});

test("route-tls-removed is silent where a wildcard or a plain route beside it answers", () => {
  const wildcard = sampleIngress({ spec: { tls: [{ hosts: ["*.example.net"] }] } });
  expect(seen(routeTlsRemoved, { erp: [sampleIngress()] }, { erp: [wildcard] })).toEqual([]);
  const plain = sampleRoute({ name: "plain", spec: { tls: null, entryPoints: ["web"] } });
  expect(seen(routeTlsRemoved, { erp: [sampleRoute()] }, { erp: [sampleRoute(), plain] })).toEqual([]);
});
