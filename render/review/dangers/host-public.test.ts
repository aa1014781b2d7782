import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleIngress, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { hostPublic } from "./host-public.ts";

const tunnel = (...hosts: string[]) => {
  const ingress = [...hosts.map(hostname => ({ hostname, service: "https://web" })), { service: "http_status:404" }];
  return sampleObject("v1", "ConfigMap", "cloudflared", {
    data: { "config.yaml": JSON.stringify({ tunnel: "lab", ingress }) },
  });
};
const told = ['warn: "erp.example.net" is answered to the Internet'];

test("host-public tells of a host that the tunnel lets in, by its name or a wildcard, route or not", () => {
  expect(
    seen(hostPublic, { erp: [sampleRoute(), tunnel()] }, { erp: [sampleRoute(), tunnel("erp.example.net")] }),
  ).toEqual(told);
  expect(
    seen(hostPublic, { erp: [tunnel("*.example.net")] }, { erp: [sampleRoute(), tunnel("*.example.net")] }),
  ).toEqual(told);
  expect(seen(hostPublic, { erp: [tunnel()] }, { erp: [tunnel("erp.example.net")] })).toEqual(told);
});

test("host-public tells of a route that moves to a public entry point, or a public class", () => {
  const outside = sampleRoute({ spec: { entryPoints: ["tunnel"] } });
  expect(seen(hostPublic, { erp: [sampleRoute()] }, { erp: [outside] })).toEqual(told);
  const ingress = sampleIngress({ spec: { ingressClassName: "nginx-external" } });
  expect(seen(hostPublic, { erp: [sampleIngress()] }, { erp: [ingress] })).toEqual(told);
});

test("host-public is silent about hosts inside, and about those that were public", () => {
  expect(
    seen(hostPublic, { erp: [tunnel("cms.example.net")] }, { erp: [sampleRoute(), tunnel("cms.example.net")] }),
  ).toEqual([]);
  const outside = sampleRoute({ spec: { entryPoints: ["tunnel"] } });
  expect(seen(hostPublic, { erp: [outside] }, { erp: [outside, tunnel("erp.example.net")] })).toEqual([]);
});
