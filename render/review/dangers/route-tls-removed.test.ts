import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleHttpRoute, sampleIngress, sampleRoute } from "../testing/sample-routes.ts";
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

test("route-tls-removed asks the Gateway of a route for its listeners", () => {
  const gateway = (...protocols: string[]) =>
    sampleObject("gateway.networking.k8s.io/v1", "Gateway", "gateway", {
      spec: { listeners: protocols.map(protocol => ({ name: protocol.toLowerCase(), protocol, port: 443 })) },
    });
  const [secure, both, plain] = [gateway("HTTPS"), gateway("HTTP", "HTTPS"), gateway("HTTP")];
  const route = sampleHttpRoute();
  expect(seen(routeTlsRemoved, { erp: [route, secure] }, { erp: [route, plain] })).toEqual(told);
  expect(seen(routeTlsRemoved, { erp: [route, secure] }, { erp: [route, both] })).toEqual([]);
  const toHttp = sampleHttpRoute({ spec: { parentRefs: [{ name: "gateway", sectionName: "http" }] } });
  expect(seen(routeTlsRemoved, { erp: [route, both] }, { erp: [toHttp, both] })).toEqual(told);
  expect(seen(routeTlsRemoved, { erp: [route] }, { erp: [route] })).toEqual([]);
});
