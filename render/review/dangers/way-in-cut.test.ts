import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { PROTECTED, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleIngress, sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { wayInCut } from "./way-in-cut.ts";

const service = (name: string) => sampleObject("v1", "Service", name, { spec: { ports: [{ port: 80 }] } });
const routeTo = (name: string, { host = "in.example.net", middlewares = [] as object[], spec = {} } = {}) => {
  const services = [{ name, port: 80 }];
  return sampleRoute({ spec: { routes: [{ match: `Host(\`${host}\`)`, middlewares, services }], ...spec } });
};
const cut = (before: KubeObject[], after: KubeObject[]) => seen(wayInCut, { tools: before }, { tools: after });

test.each([
  ["Argo CD", "argocd-server"],
  ["Vault", "vault"],
  ["Gitea", "gitea-http"],
])("way-in-cut stops a change that takes the last route to %s", (program, name) => {
  expect(cut([service(name), routeTo(name)], [service(name)])).toEqual([
    `stop: nobody reaches ${program} any more at "in.example.net"`,
  ]);
});

test("way-in-cut stops a change that takes the Service, a middleware or the certificate of it", () => {
  const login = sampleMiddleware("login", { basicAuth: { secret: "users" } });
  const route = routeTo("vault", { middlewares: [{ name: "login" }] });
  expect(cut([service("vault"), route, login], [route, login])).toHaveLength(1);
  expect(cut([service("vault"), route, login], [service("vault"), route])).toHaveLength(1);
  expect(
    cut([service("vault"), routeTo("vault")], [service("vault"), routeTo("vault", { spec: { tls: null } })]),
  ).toHaveLength(1);
});

test("way-in-cut stops a change that leaves the program no pod", () => {
  const selecting = (app: string) => ({ ...service("vault"), spec: { selector: { app }, ports: [{ port: 80 }] } });
  const vault = (replicas: number, metadata = {}) => {
    const { metadata: own, ...rest } = sampleDeployment({ name: "vault", spec: { replicas } });
    return { ...rest, metadata: { ...own, ...metadata } };
  };
  const [route, one] = [routeTo("vault"), selecting("vault")];
  const told = ['stop: nobody reaches Vault any more at "in.example.net"'];
  expect(cut([one, route, vault(1)], [one, route, vault(0)])).toEqual(told);
  expect(cut([one, route, vault(1)], [one, route])).toEqual(told);
  expect(cut([one, route, vault(1)], [selecting("valt"), route, vault(1)])).toEqual(told);
  expect(cut([one, route, vault(1)], [one, route, vault(2)])).toEqual([]);
  expect(cut([one, route, vault(1, PROTECTED)], [one, route])).toEqual([]);
  expect(cut([one, route, vault(0)], [one, route])).toEqual([]);
});

test("way-in-cut stops a change after which no network policy lets the entrance in", () => {
  const selecting = (name: string, spec = {}) =>
    sampleObject("v1", "Service", name, { spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec } });
  const entrance = [selecting("traefik", { type: "LoadBalancer" }), sampleDeployment({ name: "traefik" })];
  const program = [selecting("vault"), routeTo("vault"), sampleDeployment({ name: "vault" })];
  const policy = (name: string, podSelector: object, ingress: object[] = []) =>
    sampleObject("networking.k8s.io/v1", "NetworkPolicy", name, { spec: { podSelector, ingress } });
  const closed = policy("closed", {});
  const open = (app: string) =>
    policy("open", { matchLabels: { app: "vault" } }, [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } },
            podSelector: { matchLabels: { app } },
          },
        ],
      },
    ]);
  const through = (...policies: KubeObject[]) => ({ traefik: entrance, tools: [...program, ...policies] });
  const told = ['stop: nobody reaches Vault any more at "in.example.net"'];
  expect(seen(wayInCut, through(closed, open("traefik")), through(closed))).toEqual(told);
  expect(seen(wayInCut, through(closed, open("traefik")), through(closed, open("nginx")))).toEqual(told);
  expect(seen(wayInCut, through(), through(closed))).toEqual(told);
  expect(seen(wayInCut, through(closed, open("traefik")), through(open("traefik")))).toEqual([]);
  expect(seen(wayInCut, through(closed, open("traefik")), through())).toEqual([]);
  expect(seen(wayInCut, through(closed), through(closed, open("nginx")))).toEqual([]);
});

test("way-in-cut is silent where another route leads there, where none did, and about other programs", () => {
  const backend = { service: { name: "vault", port: { number: 80 } } };
  const ingress = sampleIngress({
    spec: { rules: [{ host: "vault.example.net", http: { paths: [{ backend }] } }], tls: [{}] },
  });
  expect(cut([service("vault"), routeTo("vault")], [service("vault"), ingress])).toEqual([]);
  expect(
    cut([service("vault"), routeTo("vault")], [service("vault"), routeTo("vault", { host: "v.example.net" })]),
  ).toEqual([]);
  expect(cut([service("vault")], [])).toEqual([]);
  expect(cut([service("erp"), routeTo("erp")], [])).toEqual([]);
});

test("way-in-cut is silent where the route stays although it left git", () => {
  const route = routeTo("vault");
  const kept = { ...route, metadata: { ...route.metadata, ...PROTECTED } };
  expect(cut([service("vault"), kept], [service("vault")])).toEqual([]);
});
