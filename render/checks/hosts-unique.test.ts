import { expect, test } from "vitest";
import type { KubeObject } from "../../platform/kube-object.ts";
import { declaredLab, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/hosts-unique.ts";
import { hostsUnique } from "./hosts-unique.ts";

test("hostsUnique accepts the declared lab", async () => {
  expect(hostsUnique.check(await declaredLab())).toEqual([]);
});

test("hostsUnique refuses a host that two units route, and names both", async () => {
  expect(hostsUnique.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "webapp",
      object: "IngressRoute/webapp",
      field: "spec.routes[0].match",
      problem:
        '"webapp.arcodange.lab" is routed by IngressRoute/cms of unit "cms" (apps/cms.ts), spec.routes[0].match, too',
      remedy: "give one of the two another host, or a path that the other does not have,",
      file: "apps/webapp.ts",
    },
  ]);
});

test.each([
  "Host(`webapp.arcodange.lab`) && PathPrefix(`/`)",
  "Host(`other.arcodange.lab`) || Host(`WEBAPP.arcodange.lab`)",
  "(Host(`webapp.arcodange.lab`) || Host(`other.arcodange.lab`)) && PathPrefix(`/`)",
])("hostsUnique refuses %s beside Host(`webapp.arcodange.lab`)", async match => {
  expect(hostsUnique.check(await withMatch(match))).toMatchObject([
    { problem: expect.stringContaining('"webapp.arcodange.lab" is routed by') },
  ]);
});

test("hostsUnique lets rules share a host when their paths differ", async () => {
  expect(hostsUnique.check(await withMatch("Host(`webapp.arcodange.lab`) && PathPrefix(`/docs`)"))).toEqual([]);
});

test("hostsUnique lets rules share a host at different entry points", async () => {
  const lab = withEdit(edit(await declaredLab()), "cms/IngressRoute/cms", route => {
    route.spec.entryPoints = ["web"];
  });
  expect(hostsUnique.check(lab)).toEqual([]);
});

test("hostsUnique takes a route without entry points for one at all of them", async () => {
  const lab = withEdit(edit(await declaredLab()), "cms/IngressRoute/cms", route => {
    delete route.spec.entryPoints;
  });
  expect(hostsUnique.check(lab)).toHaveLength(1);
});

test("hostsUnique refuses two rules of one object for the same host", async () => {
  const lab = withEdit(await declaredLab(), "cms/IngressRoute/cms", route => {
    route.spec.routes.push({ ...route.spec.routes[0], priority: 5 });
  });
  expect(hostsUnique.check(lab)).toMatchObject([
    {
      field: "spec.routes[1].match",
      problem: '"cms.arcodange.lab" is routed by IngressRoute/cms, spec.routes[0].match, too',
    },
  ]);
});

test.each(["gitea.host", "vault.host", "stepCa.host"])("hostsUnique keeps %s for its service", async fact => {
  const { cluster } = await declaredLab();
  const host = {
    "gitea.host": cluster.gitea.host,
    "vault.host": cluster.vault.host,
    "stepCa.host": cluster.stepCa.host,
  }[fact];
  expect(hostsUnique.check(await withMatch(`Host(\`${host}\`)`))).toMatchObject([
    {
      object: "IngressRoute/cms",
      problem: `"${host}" is ${fact} in clusters/arcodange/index.ts`,
      remedy: "write a host that is nobody else's",
    },
  ]);
});

test("hostsUnique lets the unit `vault` route Vault's host", async () => {
  const lab = await withMatch("Host(`vault.arcodange.lab`)");
  const renamed = lab.units.map(unit => (unit.name === "cms" ? { ...unit, name: "vault" } : unit));
  expect(hostsUnique.check(withUnits(lab, renamed))).toEqual([]);
});

test("hostsUnique refuses a rule that cannot be read", async () => {
  expect(hostsUnique.check(await withMatch("Host(cms.arcodange.lab)"))).toMatchObject([
    { problem: '"Host(cms.arcodange.lab)" is no rule that Traefik can read' },
  ]);
});

const paths = (path: string, pathType: string) => ({
  http: { paths: [{ path, pathType, backend: { service: { name: "cms", port: { name: "http" } } } }] },
});

test("hostsUnique compares an Ingress with an IngressRoute", async () => {
  const lab = await withIngress([{ host: "webapp.arcodange.lab", ...paths("/", "Prefix") }]);
  expect(hostsUnique.check(lab)).toMatchObject([
    { problem: expect.stringContaining('"webapp.arcodange.lab" is routed') },
  ]);
});

test("hostsUnique compares a TCP router with an HTTP router, and leaves out one for any host", async () => {
  const tcp = (host: string) => [{ match: `HostSNI(\`${host}\`)` }];
  const kind = "IngressRouteTCP";
  expect(hostsUnique.check(await withRouter(kind, { routes: tcp("webapp.arcodange.lab") }))).toHaveLength(1);
  const anyHost = await withRouter(kind, { routes: tcp("*"), entryPoints: ["postgres"] });
  const another = anyHost.units.map(unit =>
    unit.name === "erp" ? { ...unit, objects: [...unit.objects, router(kind, { routes: tcp("*") })] } : unit,
  );
  expect(hostsUnique.check(withUnits(anyHost, another))).toEqual([]);
});

test("hostsUnique tells the paths of an Ingress apart", async () => {
  const lab = await withIngress([
    { host: "webapp.arcodange.lab", ...paths("/docs", "Prefix") },
    { host: "webapp.arcodange.lab", ...paths("/docs", "Exact") },
  ]);
  expect(hostsUnique.check(lab)).toEqual([]);
});

async function withMatch(match: string) {
  return withEdit(await declaredLab(), "cms/IngressRoute/cms", route => {
    route.spec.routes[0].match = match;
  });
}

function withIngress(rules: readonly object[]) {
  return withRouter("Ingress", { rules });
}

async function withRouter(kind: string, spec: object) {
  const lab = await declaredLab();
  const units = lab.units.map(unit =>
    unit.name === "cms" ? { ...unit, objects: [...unit.objects, router(kind, spec)] } : unit,
  );
  return withUnits(lab, units);
}

function router(kind: string, spec: object): KubeObject {
  return { apiVersion: "example.net/v1", kind, metadata: { name: "extra", namespace: "cms" }, spec };
}
