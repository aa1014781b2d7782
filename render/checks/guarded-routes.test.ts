import { beforeAll, describe, expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { guardedRoutes } from "./guarded-routes.ts";
import type { Lab } from "./rule.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

const PUBLIC = "cms/IngressRoute/cms-public";
const DASHBOARD = "traefik/IngressRoute/traefik";

describe("guarded-routes", () => {
  test.each<[fault: string, id: string, edit: (route: EditableObject) => void, field: string, problem: RegExp]>([
    ["no CrowdSec", PUBLIC, ({ spec }) => spec.routes[0].middlewares.shift(), "middlewares", /has no CrowdSec/],
    [
      "no rate limit",
      PUBLIC,
      ({ spec }) => spec.routes[0].middlewares.splice(1, 1),
      "middlewares",
      /has no rate limit/,
    ],
    ["no certificate", PUBLIC, ({ spec }) => delete spec.tls, "certResolver", /nobody signs/],
    ["a signer that is none", PUBLIC, ({ spec }) => (spec.tls.certResolver = "acme"), "certResolver", /nobody signs/],
    ["the LAN's door", PUBLIC, ({ spec }) => (spec.entryPoints = ["websecure"]), "entryPoints", /could be forged/],
    ["two doors", PUBLIC, ({ spec }) => spec.entryPoints.push("websecure"), "entryPoints", /could be forged/],
    ["every door", PUBLIC, ({ spec }) => delete spec.entryPoints, "entryPoints", /every entry point/],
    ["no password", DASHBOARD, ({ spec }) => delete spec.routes[0].middlewares, "middlewares", /nobody asks/],
    ["no certificate inside", DASHBOARD, ({ spec }) => (spec.tls = {}), "certResolver", /nobody signs/],
    [
      "the tunnel's door",
      DASHBOARD,
      ({ spec }) => (spec.entryPoints = ["tunnel"]),
      "entryPoints",
      /through the tunnel/,
    ],
    [
      "the tunnel's door, for an app",
      "erp/IngressRoute/erp",
      ({ spec }) => spec.entryPoints.push("tunnel"),
      "entryPoints",
      /through the tunnel/,
    ],
  ])("finds a route with %s", (_, id, edit, field, problem) => {
    const findings = guardedRoutes.check(withEdit(lab, id, edit));
    expect(findings).toEqual([
      expect.objectContaining({
        level: "error",
        object: id.slice(id.indexOf("/") + 1),
        field: expect.stringContaining(field),
        problem: expect.stringMatching(problem),
      }),
    ]);
  });

  test("finds a middleware that is named and does not guard", () => {
    const open = withEdit(lab, "cms/Middleware/crowdsec", ({ spec }) => {
      spec.plugin.crowdsec.enabled = false;
    });
    expect(guardedRoutes.check(open)).toEqual([expect.objectContaining({ problem: "a public name has no CrowdSec" })]);
  });

  test("finds a rate limit of none, which Traefik takes for no limit", () => {
    const open = withEdit(lab, "cms/Middleware/rate-limit", ({ spec }) => {
      spec.rateLimit.average = 0;
    });
    expect(guardedRoutes.check(open)).toEqual([
      expect.objectContaining({ problem: "a public name has no rate limit" }),
    ]);
  });

  test("finds a rule that answers a public name among others, and one that answers any name", () => {
    for (const match of ["Host(`erp.arcodange.lab`) || Host(`erp.example.org`)", "PathPrefix(`/`)"]) {
      const edited = withEdit(lab, "erp/IngressRoute/erp", ({ spec }) => {
        spec.routes[0].match = match;
      });
      expect(guardedRoutes.check(edited)).toHaveLength(3);
    }
  });

  test.each([
    ["Ingress", { rules: [{ host: "erp.arcodange.fr" }] }],
    ["Ingress", { defaultBackend: { service: { name: "erp" } } }],
    ["IngressRouteTCP", { routes: [{ match: "HostSNI(`*`)" }] }],
    ["IngressRouteUDP", { routes: [{}] }],
  ])("finds a public name in a route of kind %s, which has no guards", (kind, spec) => {
    const findings = guardedRoutes.check(withRoute(kind, spec));
    expect(findings).toEqual([expect.objectContaining({ object: `${kind}/other` })]);
  });

  test("accepts other kinds on names of the lab", () => {
    expect(guardedRoutes.check(withRoute("Ingress", { rules: [{ host: "erp.arcodange.lab" }] }))).toEqual([]);
  });

  test("finds another kind on a name of the lab where nobody asks for a password", () => {
    const open = withRoute("Ingress", { rules: [{ host: "longhorn2.arcodange.lab" }] }, "longhorn");
    expect(guardedRoutes.check(open)).toEqual([
      expect.objectContaining({ object: "Ingress/other", problem: expect.stringContaining("nobody asks") }),
    ]);
  });

  function withRoute(kind: string, spec: object, owner = "erp"): Lab {
    const route = { apiVersion: "v1", kind, metadata: { name: "other", namespace: "erp" }, spec };
    return withUnits(
      lab,
      lab.units.map(unit => (unit.name === owner ? { ...unit, objects: [...unit.objects, route] } : unit)),
    );
  }
});
