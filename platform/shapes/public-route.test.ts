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
  expect(spec.tls.certResolver).toBe("letsencrypt");
});

test("PublicRoute asks for one and the same certificate whatever the hosts, so that orders never meet in one record", () => {
  const other = objectsIn(
    chart => new PublicRoute(chart, "public", sampleInstance({ publicHosts: ["shop.example.org"] })),
  );
  const { tls } = only(objects, "IngressRoute").spec;
  expect(tls.domains).toEqual([{ main: "example.org", sans: ["*.example.org"] }]);
  expect(only(other, "IngressRoute").spec.tls).toEqual(tls);
});

test("PublicRoute is reached through the tunnel only, where a visitor's address is believed", () => {
  expect(only(objects, "IngressRoute").spec.entryPoints).toEqual(["tunnel"]);
});

test("PublicRoute keeps the site up while CrowdSec is down", () => {
  const { crowdsec } = only(objects, "Middleware", "crowdsec").spec.plugin;
  expect(crowdsec).toMatchObject({ updateMaxFailure: -1, streamStartupBlock: false });
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
