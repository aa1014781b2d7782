import { expect, test } from "vitest";
import { sampleHttpRoute, sampleIngress, sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import type { SampleLab } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { routeAuthenticationRemoved } from "./route-authentication-removed.ts";

const login = sampleMiddleware("login", { basicAuth: { secret: "users" } });
const guarded = sampleRoute({ middlewares: ["login"] });
const told = ['warn: "erp.example.net" is answered without authentication'];
const removed = (before: SampleLab, after: SampleLab) => seen(routeAuthenticationRemoved, before, after);

test("route-authentication-removed tells where a route no longer names its middleware", () => {
  expect(removed({ erp: [guarded, login] }, { erp: [sampleRoute(), login] })).toEqual(told);
});

test("route-authentication-removed tells where the middleware no longer asks, or its chain leaves it out", () => {
  const lax = sampleMiddleware("login", { headers: { frameDeny: true } });
  expect(removed({ erp: [guarded, login] }, { erp: [guarded, lax] })).toEqual(told);
  const chain = (...names: string[]) =>
    sampleMiddleware("all", { chain: { middlewares: names.map(name => ({ name })) } });
  const route = sampleRoute({ middlewares: ["all"] });
  expect(removed({ erp: [route, login, chain("login")] }, { erp: [route, login, chain()] })).toEqual(told);
});

test("route-authentication-removed tells of a route of another name for the same host, and of a way around", () => {
  const renamed = sampleRoute({ name: "web" });
  expect(removed({ erp: [guarded, login] }, { erp: [renamed, login] })).toEqual(told);
  const around = sampleRoute({ name: "hook", match: "Host(`erp.example.net`) && PathPrefix(`/hook`)" });
  expect(removed({ erp: [guarded, login] }, { erp: [guarded, around, login] })).toEqual([
    'warn: "erp.example.net", PathPrefix(`/hook`) is answered without authentication',
  ]);
});

test("route-authentication-removed knows the annotations of nginx and of Traefik, and a middleware by its name", () => {
  const nginx = sampleIngress({ annotations: { "nginx.ingress.kubernetes.io/auth-url": "https://sso.example.net" } });
  expect(removed({ erp: [nginx] }, { erp: [sampleIngress()] })).toEqual(told);
  const named = "auth-oauth2-proxy@kubernetescrd";
  const traefik = sampleIngress({ annotations: { "traefik.ingress.kubernetes.io/router.middlewares": named } });
  expect(removed({ erp: [traefik] }, { erp: [sampleIngress()] })).toEqual(told);
  const inGit = sampleIngress({
    annotations: { "traefik.ingress.kubernetes.io/router.middlewares": "erp-login@kubernetescrd" },
  });
  expect(removed({ erp: [inGit, login] }, { erp: [inGit, sampleMiddleware("login", {})] })).toEqual(told);
});

test("route-authentication-removed knows filters of an HTTPRoute", () => {
  const filters = [{ type: "ExtensionRef", extensionRef: { group: "traefik.io", kind: "Middleware", name: "login" } }];
  expect(removed({ erp: [sampleHttpRoute({ filters }), login] }, { erp: [sampleHttpRoute(), login] })).toEqual(told);
});

test("route-authentication-removed does not count rules that only redirect", () => {
  const https = sampleMiddleware("https", { redirectScheme: { scheme: "https" } });
  const plain = sampleRoute({ name: "plain", middlewares: ["https"], spec: { tls: null } });
  expect(removed({ erp: [guarded, login, https, plain] }, { erp: [sampleRoute(), login, https, plain] })).toEqual(told);
});

test("route-authentication-removed is silent where another one asks, where nobody did, and about new hosts", () => {
  const other = sampleMiddleware("sso", { forwardAuth: { address: "http://sso" } });
  expect(removed({ erp: [guarded, login] }, { erp: [sampleRoute({ middlewares: ["sso"] }), other] })).toEqual([]);
  expect(removed({ erp: [sampleRoute()] }, { erp: [sampleRoute({ spec: { entryPoints: ["web"] } })] })).toEqual([]);
  expect(removed({ erp: [] }, { erp: [sampleRoute()] })).toEqual([]);
  expect(removed({ erp: [guarded, login] }, { erp: [] })).toEqual([]);
});
