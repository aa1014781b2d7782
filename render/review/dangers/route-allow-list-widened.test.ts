import { expect, test } from "vitest";
import { sampleIngress, sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { routeAllowListWidened } from "./route-allow-list-widened.ts";

const lan = (...sourceRange: string[]) => sampleMiddleware("lan", { ipAllowList: { sourceRange } });
const route = sampleRoute({ middlewares: ["lan"] });
const widened = (before: object[], after: object[]) =>
  seen(routeAllowListWidened, { erp: before as never }, { erp: after as never });

test("route-allow-list-widened tells which addresses come along", () => {
  expect(widened([route, lan("192.168.1.0/24")], [route, lan("192.168.1.0/24", "10.0.0.0/8")])).toEqual([
    'warn: "erp.example.net" is answered to "10.0.0.0/8"',
  ]);
});

test("route-allow-list-widened tells where the list goes", () => {
  const told = ['warn: "erp.example.net" is answered to any address'];
  expect(widened([route, lan("192.168.1.0/24")], [sampleRoute(), lan("192.168.1.0/24")])).toEqual(told);
  const nginx = sampleIngress({
    annotations: { "nginx.ingress.kubernetes.io/whitelist-source-range": "192.168.1.0/24" },
  });
  expect(widened([nginx], [sampleIngress()])).toEqual(told);
});

test("route-allow-list-widened is silent where the list is narrower, or new", () => {
  expect(widened([route, lan("192.168.0.0/16")], [route, lan("192.168.1.0/24")])).toEqual([]);
  expect(widened([sampleRoute()], [route, lan("0.0.0.0/0")])).toEqual([]);
});
