import { expect, test } from "vitest";
import { sampleMiddleware } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { middlewareWeakened } from "./middleware-weakened.ts";

const weakened = (before: object, after: object) =>
  seen(middlewareWeakened, { erp: [sampleMiddleware("guard", before)] }, { erp: [sampleMiddleware("guard", after)] });

test("middleware-weakened tells who decides from now on", () => {
  expect(weakened({ forwardAuth: { address: "http://sso" } }, { forwardAuth: { address: "http://other" } })).toEqual([
    'warn: "http://other" decides who gets in',
  ]);
  expect(weakened({ forwardAuth: {} }, { forwardAuth: { trustForwardHeader: true } })).toHaveLength(1);
});

test("middleware-weakened notes a higher limit and lost headers", () => {
  expect(weakened({ rateLimit: { average: 60, period: "1m" } }, { rateLimit: { average: 60 } })).toEqual([
    "note: it lets through 60 requests a second in place of 1",
  ]);
  expect(weakened({ headers: { frameDeny: true, stsSeconds: 1 } }, { headers: { stsSeconds: 1 } })).toEqual([
    "note: it no longer sets the header of frameDeny",
  ]);
});

test("middleware-weakened is silent about lower limits and new headers", () => {
  expect(weakened({ rateLimit: { average: 50 } }, { rateLimit: { average: 10 } })).toEqual([]);
  expect(weakened({ headers: {} }, { headers: { frameDeny: true } })).toEqual([]);
});
