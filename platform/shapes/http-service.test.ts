import { expect, test } from "vitest";
import type { Instance } from "../instance.ts";
import { objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import { HttpService } from "./http-service.ts";

const service = (changes: Partial<Instance> = {}) =>
  objectsIn(chart => new HttpService(chart, "http", sampleInstance(changes)));

test("HttpService routes the instance's host to its Service, with a certificate of the lab's own authority", () => {
  const { spec } = only(service(), "IngressRoute");
  expect(spec.routes).toEqual([
    { kind: "Rule", match: "Host(`shop-sandbox.home.lab`)", services: [{ name: "shop", port: "http" }] },
  ]);
  expect(spec.tls).toEqual({ certResolver: "step-ca" });
  expect(only(service(), "Service").metadata.name).toBe("shop");
  expect(only(service(), "Service").spec.ports).toEqual([{ name: "http", port: 80, targetPort: "http" }]);
});

test("HttpService lets in Traefik, and only Traefik, on the one port", () => {
  const { spec } = only(service(), "NetworkPolicy");
  expect(spec.podSelector.matchLabels).toEqual(only(service(), "Service").spec.selector);
  expect(spec.policyTypes).toEqual(["Ingress"]);
  expect(spec.ingress).toEqual([
    {
      from: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } },
          podSelector: { matchLabels: { "app.kubernetes.io/name": "traefik" } },
        },
      ],
      ports: [{ protocol: "TCP", port: "http" }],
    },
  ]);
});

test("HttpService has a public route and its middlewares just where there are public hosts", () => {
  expect(service().map(({ kind }) => kind)).not.toContain("Middleware");
  expect(service().filter(({ kind }) => kind === "IngressRoute")).toHaveLength(1);
  const open = service({ publicHosts: ["example.org"] });
  expect(open.filter(({ kind }) => kind === "IngressRoute").map(({ metadata }) => metadata.name)).toEqual([
    "shop",
    "shop-public",
  ]);
});

test("HttpService keeps the middlewares of the public away from the host inside the lab", () => {
  const { spec } = only(service({ publicHosts: ["example.org"] }), "IngressRoute", "shop");
  expect(spec.routes[0]).not.toHaveProperty("middlewares");
});
