import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { sampleIngress, sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { hostRemoved } from "./host-removed.ts";
import { wayInCut } from "./way-in-cut.ts";

test("host-removed tells of a host whose route goes, or takes another name", () => {
  const told = ['warn: "erp.example.net" is no longer answered'];
  expect(seen(hostRemoved, { erp: [sampleRoute()] }, { erp: [] })).toEqual(told);
  const other = sampleRoute({ match: "Host(`shop.example.net`)" });
  expect(seen(hostRemoved, { erp: [sampleRoute()] }, { erp: [other] })).toEqual(told);
});

test("host-removed is silent where another object answers it, or a redirect", () => {
  expect(seen(hostRemoved, { erp: [sampleRoute()] }, { erp: [], cms: [sampleIngress()] })).toEqual([]);
  const redirect = sampleMiddleware("shop", {
    redirectRegex: { regex: ".*", replacement: "https://shop.example.net" },
  });
  expect(
    seen(hostRemoved, { erp: [sampleRoute()] }, { erp: [sampleRoute({ middlewares: ["shop"] }), redirect] }),
  ).toEqual([]);
});

test("host-removed is silent where its route stays although it left git", () => {
  const kept = sampleRoute();
  const route = { ...kept, metadata: { ...kept.metadata, ...PROTECTED } };
  expect(seen(hostRemoved, { erp: [route] }, { erp: [] })).toEqual([]);
});

test("host-removed leaves it to way-in-cut to tell of a program that nobody reaches any more", () => {
  const services = [{ name: "vault", port: 80 }];
  const route = sampleRoute({ spec: { routes: [{ match: "Host(`vault.example.net`)", services }] } });
  const vault = sampleObject("v1", "Service", "vault", { spec: { ports: [{ port: 80 }] } });
  const [before, after] = [{ tools: [vault, route] }, { tools: [vault] }];
  expect(seen(hostRemoved, before, after)).toEqual([]);
  expect(seen(wayInCut, before, after)).toHaveLength(1);
});
