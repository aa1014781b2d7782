import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { type Route, routesOf } from "./routes.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

function routeOf(of: Lab, host: string): Route | undefined {
  return routesOf(of).find(route => route.host === host);
}

describe("routesOf()", () => {
  test("knows every host that an IngressRoute of the lab names", () => {
    const rules = lab.units.flatMap(({ objects }) =>
      objects.filter(({ kind }) => kind === "IngressRoute").map(({ spec }) => JSON.stringify(spec)),
    );
    const hosts = rules.flatMap(rule => [...rule.matchAll(/Host\(`([^`]+)`\)/g)].map(([, host]) => host));
    expect(hosts.length).toBeGreaterThan(10);
    expect(new Set(routesOf(lab).map(({ host }) => host))).toEqual(new Set(hosts));
  });

  test("says who asks people who they are", () => {
    const logins = Object.fromEntries(routesOf(lab).map(({ unit, login }) => [unit.name, login]));
    expect(logins).toMatchObject({
      traefik: "traefik",
      prometheus: "traefik",
      grafana: "own",
      vault: "own",
      erp: "app",
    });
    expect(Object.values(logins)).not.toContain("nobody");
  });

  test("says that nobody asks where the guard is gone", () => {
    const open = withEdit(lab, "traefik/IngressRoute/traefik", ({ spec }) => delete spec.routes[0].middlewares);
    expect(routeOf(open, `traefik.${lab.cluster.domain}`)?.login).toBe("nobody");
  });

  test("tells public names from those of the lab, with what a visitor passes", () => {
    const outside = routesOf(lab).filter(({ isPublic }) => isPublic);
    expect(outside.map(({ host }) => host)).toEqual([lab.cluster.zone?.name, `www.${lab.cluster.zone?.name}`]);
    for (const { entryPoints, guards, signer } of outside) {
      expect(entryPoints).toEqual(["tunnel"]);
      expect(guards).toEqual(["CrowdSec", "rate limit", "security headers"]);
      expect(signer).toBe("letsencrypt");
    }
  });

  test("tells the Service and its port, of one that another reader might take for all of the name", () => {
    expect(routeOf(lab, `erp-sandbox.${lab.cluster.domain}`)).toMatchObject({
      backend: { name: "erp", port: "http" },
      namespace: "erp-sandbox",
      signer: "step-ca",
    });
  });
});
