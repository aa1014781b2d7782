import { expect, test } from "vitest";
import { sampleIngress, sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { routeRateLimitRemoved } from "./route-rate-limit-removed.ts";

const limit = (average: number) => sampleMiddleware("limit", { rateLimit: { average } });
const limited = sampleRoute({ middlewares: ["limit"] });
const told = ['warn: "erp.example.net" is answered without a rate limit'];

test("route-rate-limit-removed tells where the middleware goes, or limits to nothing", () => {
  expect(seen(routeRateLimitRemoved, { erp: [limited, limit(50)] }, { erp: [sampleRoute(), limit(50)] })).toEqual(told);
  expect(seen(routeRateLimitRemoved, { erp: [limited, limit(50)] }, { erp: [limited, limit(0)] })).toEqual(told);
});

test("route-rate-limit-removed knows nginx", () => {
  const before = sampleIngress({ annotations: { "nginx.ingress.kubernetes.io/limit-rps": "5" } });
  expect(seen(routeRateLimitRemoved, { erp: [before] }, { erp: [sampleIngress()] })).toEqual(told);
});

test("route-rate-limit-removed is silent about another limit", () => {
  expect(seen(routeRateLimitRemoved, { erp: [limited, limit(50)] }, { erp: [limited, limit(500)] })).toEqual([]);
});
