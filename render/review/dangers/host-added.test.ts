import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleHttpRoute, sampleIngress, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { hostAdded } from "./host-added.ts";

test.each([
  ["IngressRoute", sampleRoute()],
  ["Ingress", sampleIngress()],
  ["HTTPRoute", sampleHttpRoute()],
  [
    "IngressRouteTCP",
    sampleObject("traefik.io/v1alpha1", "IngressRouteTCP", "erp", {
      spec: {
        entryPoints: ["websecure"],
        routes: [{ match: "HostSNI(`erp.example.net`)", services: [{ name: "erp" }] }],
      },
    }),
  ],
])("host-added notes a host of an %s", (_, route) => {
  expect(seen(hostAdded, { erp: [] }, { erp: [route] })).toEqual(['note: "erp.example.net" is answered']);
});

test("host-added is silent where another object answered it, and about what git says is public", () => {
  expect(seen(hostAdded, { erp: [sampleIngress()] }, { erp: [sampleRoute()] })).toEqual([]);
  expect(seen(hostAdded, { erp: [] }, { erp: [sampleRoute({ spec: { entryPoints: ["tunnel"] } })] })).toEqual([]);
});
