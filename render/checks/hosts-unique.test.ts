import { expect, test } from "vitest";
import type { KubeObject } from "../../platform/kube-object.ts";
import { declaredLab, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/hosts-unique.ts";
import { hostsUnique } from "./hosts-unique.ts";
import type { Lab } from "./rule.ts";

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
      remedy: "give one of the two another host,",
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

test.each([
  "Host(`webapp.arcodange.lab`) && PathPrefix(`/docs`)",
  "Host(`webapp.arcodange.lab`) && Method(`POST`)",
  "Host(`webapp.arcodange.lab.`)",
  "host(`webapp.arcodange.lab`) && !Path(`/x`)",
])("hostsUnique refuses %s, a part of another unit's host", async match => {
  expect(hostsUnique.check(await withMatch(match))).toMatchObject([
    { unit: "webapp", problem: expect.stringContaining('"webapp.arcodange.lab" is routed by IngressRoute/cms') },
  ]);
});

test("hostsUnique refuses another unit's host at another entry point, too", async () => {
  const lab = withEdit(edit(await declaredLab()), "cms/IngressRoute/cms", route => {
    route.spec.entryPoints = ["web"];
  });
  expect(hostsUnique.check(lab)).toHaveLength(1);
});

test.each<[string, object, number]>([
  ["another path", { match: "Host(`cms.arcodange.lab`) && PathPrefix(`/docs`)" }, 0],
  ["another entry point", { entryPoints: ["web"] }, 0],
  ["all entry points", { entryPoints: undefined }, 1],
])(
  "hostsUnique, for two rules of a unit for a host, one for %s",
  async (_, { match, entryPoints }: EditableRule, count) => {
    const lab = await declaredLab();
    const units = lab.units.map(unit => {
      const own = unit.objects.find(({ kind, metadata }) => kind === "IngressRoute" && metadata.name === "cms");
      if (own === undefined) return unit;
      const second = router("IngressRoute", {
        routes: [{ match: match ?? "Host(`cms.arcodange.lab`)" }],
        ...(entryPoints !== undefined && { entryPoints }),
      });
      return { ...unit, objects: [...unit.objects, second] };
    });
    expect(hostsUnique.check(withUnits(lab, units))).toHaveLength(count);
  },
);

interface EditableRule {
  readonly match?: string;
  readonly entryPoints?: readonly string[];
}

test.each([
  "HostRegexp(`.+`)",
  "Host(`cms.arcodange.lab`) || HostRegexp(`^erp`)",
  "PathPrefix(`/`)",
  "Host(`cms.arcodange.lab`) || Path(`/login`)",
  "!Host(`cms.arcodange.lab`)",
  "Host(`*.arcodange.lab`)",
  "Host(``)",
])("hostsUnique refuses %s of an app, which routes hosts that it does not name", async match => {
  expect(hostsUnique.check(await withMatch(match))).toMatchObject([
    {
      unit: "cms",
      field: "spec.routes[0].match",
      problem: `"${match}" routes hosts that it does not name`,
      remedy: 'name each host, such as "cms.arcodange.lab",',
    },
  ]);
});

test("hostsUnique lets a component route any host", async () => {
  const lab = await withMatch("PathPrefix(`/.well-known`)");
  const units = lab.units.map(unit => (unit.name === "cms" ? { ...unit, class: "platform" as const } : unit));
  expect(hostsUnique.check(withUnits(lab, units))).toEqual([]);
});

const paths = (path: string, pathType: string) => ({
  http: { paths: [{ path, pathType, backend: { service: { name: "cms", port: { name: "http" } } } }] },
});

test.each<[string, object]>([
  ["spec.rules[0].host", { rules: [paths("/", "Prefix")] }],
  ["spec.rules[0].host", { rules: [{ host: "*.arcodange.lab" }] }],
  ["spec.defaultBackend", { defaultBackend: { service: { name: "cms" } } }],
])("hostsUnique refuses an Ingress of an app for any host, by %s of %j", async (field, spec) => {
  expect(hostsUnique.check(await withRouter("Ingress", spec))).toMatchObject([{ object: "Ingress/extra", field }]);
});

test("hostsUnique reads an Ingress rule without paths as one for all of its host", async () => {
  expect(hostsUnique.check(await withIngress([{ host: "Webapp.arcodange.lab." }]))).toHaveLength(1);
});

const own = "Host(`extra.arcodange.lab`)";

test.each<[string, string, object]>([
  [
    "IngressRoute",
    "routes[0].services[0].namespace",
    { routes: [{ match: own, services: [{ name: "erp", namespace: "erp" }] }] },
  ],
  ["IngressRoute", "routes[0].services[0].name", { routes: [{ match: own, services: [{ name: "api@internal" }] }] }],
  [
    "IngressRouteUDP",
    "routes[0].services[0].namespace",
    { routes: [{ services: [{ name: "dns", namespace: "tools" }] }] },
  ],
  ["TraefikService", "weighted.services[0].namespace", { weighted: { services: [{ name: "erp", namespace: "erp" }] } }],
  ["TraefikService", "mirroring.namespace", { mirroring: { name: "erp", namespace: "erp" } }],
  ["Middleware", "errors.service.namespace", { errors: { service: { name: "erp", namespace: "erp" } } }],
])("hostsUnique refuses %s of an app with a strange %s", async (kind, field, spec) => {
  expect(hostsUnique.check(await withRouter(kind, spec))).toMatchObject([
    { object: `${kind}/extra`, field: `spec.${field}`, remedy: 'name a Service of the namespace "cms"' },
  ]);
});

test("hostsUnique accepts an app's own namespace written out", async () => {
  const routes = [{ match: own, services: [{ name: "cms", namespace: "cms" }] }];
  expect(hostsUnique.check(await withRouter("IngressRoute", { routes }))).toEqual([]);
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
  expect(hostsUnique.check(without("vault", await withMatch(`Host(\`${host}\`)`)))).toMatchObject([
    {
      object: "IngressRoute/cms",
      problem: `"${host}" is ${fact} in clusters/arcodange/index.ts`,
      remedy: "write a host that is nobody else's",
    },
  ]);
});

test("hostsUnique lets the unit `vault` route Vault's host", async () => {
  const lab = await withMatch("Host(`vault.arcodange.lab`)");
  const renamed = without("vault", lab).units.map(unit => (unit.name === "cms" ? { ...unit, name: "vault" } : unit));
  expect(hostsUnique.check(withUnits(lab, renamed))).toEqual([]);
});

test("hostsUnique refuses a rule that cannot be read", async () => {
  expect(hostsUnique.check(await withMatch("Host(cms.arcodange.lab)"))).toMatchObject([
    { problem: '"Host(cms.arcodange.lab)" is no rule that Traefik can read' },
  ]);
});

test("hostsUnique compares an Ingress with an IngressRoute", async () => {
  const lab = await withIngress([{ host: "webapp.arcodange.lab", ...paths("/", "Prefix") }]);
  expect(hostsUnique.check(lab)).toMatchObject([
    { problem: expect.stringContaining('"webapp.arcodange.lab" is routed') },
  ]);
});

test("hostsUnique compares a TCP router with an HTTP router, and leaves one for any host to components", async () => {
  const tcp = (host: string) => [{ match: `HostSNI(\`${host}\`)` }];
  const kind = "IngressRouteTCP";
  expect(hostsUnique.check(await withRouter(kind, { routes: tcp("webapp.arcodange.lab") }))).toHaveLength(1);
  const anyHost = await withRouter(kind, { routes: tcp("*"), entryPoints: ["postgres"] });
  expect(hostsUnique.check(anyHost)).toMatchObject([{ problem: expect.stringContaining("does not name") }]);
  const components = anyHost.units.map(unit => (unit.name === "cms" ? { ...unit, class: "platform" as const } : unit));
  expect(hostsUnique.check(withUnits(anyHost, components))).toEqual([]);
});

test("hostsUnique tells the paths of an Ingress apart", async () => {
  const lab = await withIngress([
    { host: "cms.arcodange.lab", ...paths("/docs", "Prefix") },
    { host: "cms.arcodange.lab", ...paths("/docs", "Exact") },
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

/** The lab without a unit, whose place another one takes. */
function without(name: string, lab: Lab): Lab {
  return withUnits(
    lab,
    lab.units.filter(unit => unit.name !== name),
  );
}
