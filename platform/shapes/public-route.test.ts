import { expect, test } from "vitest";
import { objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import { PublicRoute } from "./public-route.ts";

const objects = objectsIn(
  chart => new PublicRoute(chart, "public", sampleInstance({ publicHosts: ["example.org", "www.example.org"] })),
);

test("PublicRoute sends every public host to the Service, with a certificate that the world trusts", () => {
  const { spec } = only(objects, "IngressRoute");
  expect(spec.routes).toHaveLength(1);
  expect(spec.routes[0].match).toBe("Host(`example.org`) || Host(`www.example.org`)");
  expect(spec.routes[0].services).toEqual([{ name: "shop", port: "http" }]);
  expect(spec.tls).toEqual({ certResolver: "letsencrypt" });
});

test("PublicRoute turns attackers away before it counts requests, and adds headers last", () => {
  const { middlewares } = only(objects, "IngressRoute").spec.routes[0];
  expect(middlewares).toEqual([{ name: "crowdsec" }, { name: "rate-limit" }, { name: "security-headers" }]);
});

test("PublicRoute brings each middleware that it names, doing what its name says", () => {
  expect(objects.filter(({ kind }) => kind === "Middleware")).toHaveLength(3);
  expect(only(objects, "Middleware", "crowdsec").spec.plugin.crowdsec.enabled).toBe(true);
  expect(only(objects, "Middleware", "rate-limit").spec.rateLimit).toMatchObject({ average: 50, burst: 100 });
  expect(only(objects, "Middleware", "security-headers").spec.headers).toMatchObject({
    stsSeconds: 31_536_000,
    contentTypeNosniff: true,
    frameDeny: true,
  });
});
