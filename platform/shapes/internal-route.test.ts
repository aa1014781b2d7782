import { expect, test } from "vitest";
import { objectsIn, only } from "../testing/sample-instance.ts";
import { InternalRoute } from "./internal-route.ts";

const base = { name: "grafana", host: "grafana.home.lab", port: 3000 } as const;

test("InternalRoute leads its host to the Service of its name, with a certificate of the lab's own authority", () => {
  const { spec } = only(
    objectsIn(chart => new InternalRoute(chart, "route", { ...base, login: "own" })),
    "IngressRoute",
  );
  expect(spec).toEqual({
    entryPoints: ["websecure"],
    routes: [{ kind: "Rule", match: "Host(`grafana.home.lab`)", services: [{ name: "grafana", port: 3000 }] }],
    tls: { certResolver: "step-ca" },
  });
});

test("InternalRoute asks for a password that it does not pass on, where whoever answers has no login of its own", () => {
  const objects = objectsIn(chart => new InternalRoute(chart, "route", { ...base, login: "traefik" }));
  expect(only(objects, "IngressRoute").spec.routes[0].middlewares).toEqual([{ name: "grafana-login" }]);
  const { basicAuth } = only(objects, "Middleware", "grafana-login").spec;
  expect(basicAuth).toEqual({ secret: "grafana-users", removeHeader: true });
});

test("InternalRoute leads to what Traefik has inside itself, where it is told so", () => {
  const backend = { kind: "TraefikService", name: "api@internal" } as const;
  const props = { name: "traefik", host: "traefik.home.lab", backend, login: "traefik" } as const;
  const { routes } = only(
    objectsIn(chart => new InternalRoute(chart, "route", props)),
    "IngressRoute",
  ).spec;
  expect(routes[0].services).toEqual([backend]);
});
