import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import type net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { clusters } from "../../../clusters/index.ts";
import { type MiddlewareSpec, TRAEFIK } from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { installDefinitions } from "../definitions.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { authority } from "../servers/authority.ts";
import { type Etcd, startEtcd } from "../servers/etcd.ts";
import { apply } from "../servers/kubectl.ts";
import { startTraefik, type Traefik } from "../servers/traefik.ts";
import { backend, type Seen } from "./traefik-backend.ts";
import { endpointSlices, podsOf } from "./traefik-pods.ts";
import { type Route, type Router, routesOf, SERVICE_ADDRESSES, withClusterAddress } from "./traefik-routes.ts";

/** What `/api/rawdata` of Traefik answers, as far as it is looked at. */
interface Runtime {
  readonly routers: Readonly<Record<string, Router>>;
  readonly middlewares: Readonly<Record<string, { readonly status: string }>>;
  readonly services: Readonly<
    Record<string, { readonly status: string; readonly loadBalancer: { readonly servers: readonly { url: string }[] } }>
  >;
}

const WAIT = { timeout: 60_000, interval: 100 };

/** Whom every route with a login lets in here. */
const PERSON = { name: "person", password: "correct horse" } as const;
const VISITOR = "198.51.100.7";

describe.each(clusters)("rendered/$name in a real Traefik with the arguments of its Deployment", cluster => {
  const objects = committedObjects(cluster.name)
    .map(({ object }) => object)
    .toSorted(({ kind }, other) => Number(other.kind === "Service") - Number(kind === "Service"))
    .map(withClusterAddress);
  const pods = podsOf(objects, cluster.networks.pods);
  const routes = routesOf(objects, pods);
  const guarded = routes.filter(({ middlewares }) => middlewares.some(({ basicAuth }) => basicAuth !== undefined));
  const limits = limitsOf(routes);
  const backends: net.Server[] = [];
  let folder: string;
  let etcd: Etcd;
  let server: ApiServer;
  let traefik: Traefik;
  let agent: https.Agent;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    execFileSync("ip", ["route", "replace", "local", cluster.networks.pods, "dev", "lo"]); // every pod address is here
    execFileSync("ip", ["route", "replace", "local", SERVICE_ADDRESSES, "dev", "lo"]);
    for (const port of new Set(pods.flatMap(({ ports }) => Object.values(ports))))
      backends.push(backend().listen(port));
    etcd = await startEtcd(folder);
    server = await startApiServer(folder, etcd);
    await installDefinitions(server);
    await apply(
      server,
      objects.filter(({ kind }) => kind === "Namespace"),
    );
    await apply(server, [...objects, ...endpointSlices(objects, pods), ...users(objects)]);
    const { certificate, issue } = authority(join(folder, "authority"));
    agent = new https.Agent({ ca: readFileSync(certificate), keepAlive: true, maxSockets: 8 });
    const names = new Set(routes.flatMap(({ hosts, certified }) => [...hosts, ...certified]));
    traefik = await startTraefik(folder, server, [issue("traefik", [...names])], argumentsOf(objects));
    await vi.waitFor(async () => expect(fromObjects(await runtime())).not.toEqual([]), WAIT);
  });

  afterAll(async () => {
    agent?.destroy();
    for (const listener of backends) listener.close();
    await traefik?.stop();
    await server?.stop();
    await etcd?.stop();
    rmSync(folder, { recursive: true });
  });

  test("every route is a router, with its rule, entry points, certificate resolver and middlewares", async () => {
    const shown = fromObjects(await runtime()).map(([router, { status, rule, entryPoints, middlewares, tls }]) => ({
      router,
      expected: { status, rule, entryPoints, middlewares, tls },
    }));
    expect(shown.sort(byRouter)).toEqual(routes.map(({ router, expected }) => ({ router, expected })).sort(byRouter));
  });

  test("every route dials the pods of its Service, on the port that they listen on", async () => {
    const { routers, services } = await runtime();
    const toPods = routes.filter(({ backend }) => "port" in backend);
    const dialled = toPods.map(({ router }) => {
      const service = services[`${routers[router]?.service}@kubernetescrd`];
      return { router, servers: service?.loadBalancer.servers.map(({ url }) => url).sort() };
    });
    expect(dialled).toEqual(toPods.map(({ router, servers }) => ({ router, servers: servers.toSorted() })));
    expect(toPods.filter(({ servers }) => servers.length === 0)).toEqual([]);
  });

  test("no router, middleware or service is in error, and the log has no error", async () => {
    const { routers, middlewares, services } = await runtime();
    const all = [routers, middlewares, services].flatMap(Object.entries<{ readonly status: string }>);
    expect(all.filter(([, { status }]) => status !== "enabled")).toEqual([]);
    expect(errors()).toEqual([]);
  });

  test("https on every host is answered by a pod of its Service, behind the middlewares", async () => {
    for (const route of routes) {
      const { backend, servers, middlewares } = route;
      for (const host of route.hosts) {
        const { status, headers, body } = await ask(route, host, login(middlewares), pathOf(route));
        expect({ host, status, ...securityHeaders(headers) }).toEqual({ host, status: 200, ...headersBy(middlewares) });
        if ("port" in backend) expect(servers).toContain(seen(body).server);
      }
    }
    const isSecured = ({ middlewares }: Route) => middlewares.some(({ headers }) => headers !== undefined);
    expect(routes.some(isSecured)).toBe("zone" in cluster);
  });

  test("a route behind a login answers 401 to strangers and to a wrong password, and keeps the password to itself", async () => {
    expect(guarded.map(({ backend }) => backend.name)).toContain("api@internal");
    for (const route of guarded) {
      for (const host of route.hosts) {
        const path = pathOf(route);
        const wrong = { authorization: basic(PERSON.name, "wrong") };
        const strangers = [await ask(route, host, {}, path), await ask(route, host, wrong, path)];
        expect({ host, statuses: strangers.map(({ status }) => status) }).toEqual({ host, statuses: [401, 401] });
        const { status, body } = await ask(route, host, login(route.middlewares), path);
        expect({ host, status }).toEqual({ host, status: 200 });
        if ("port" in route.backend) expect(seen(body)).not.toHaveProperty("authorization");
      }
    }
  });

  test("the address of a visitor is believed where only the tunnel comes in, and nowhere else", async () => {
    const header = { "x-forwarded-for": VISITOR };
    const tunnel = pods.find(({ labels }) => labels["app.kubernetes.io/name"] === "cloudflared")?.address ?? anyPod();
    for (const route of routes.filter(
      ({ backend, headers }) => "port" in backend && Object.keys(headers).length === 0,
    )) {
      const [host = ""] = route.hosts;
      const { body } = await ask(route, host, { ...header, ...login(route.middlewares) }, "/", tunnel);
      const believed = route.entryPoint === "tunnel" ? `${VISITOR}, ${tunnel}` : tunnel;
      expect({ host, forwardedFor: seen(body).forwardedFor }).toEqual({ host, forwardedFor: believed });
    }
  });

  test("the log of requests names the visitor, and holds no header that may be secret", async () => {
    const [route] = routes;
    const [host = ""] = route?.hosts ?? [];
    const marked = { "user-agent": "curious", cookie: "session=crumbs", authorization: "Bearer crumbs" };
    await ask(route as Route, host, marked, "/marked");
    const line = await vi.waitFor(() => {
      const found = log().find(candidate => candidate.includes('"RequestPath":"/marked"'));
      expect(found).toBeDefined();
      return found as string;
    }, WAIT);
    expect(JSON.parse(line)).toMatchObject({
      ClientHost: "127.0.0.1",
      RequestHost: host,
      "request_User-Agent": "curious",
    });
    expect(line).not.toContain("crumbs");
  });

  test.each(limits)("$host refuses a visitor beyond the burst, and no other", async ({ route, host, burst }) => {
    const from = (visitor: string) => ask(route, host, { "cf-connecting-ip": visitor });
    const many = await Promise.all(Array.from({ length: 10 * burst }, () => from("198.51.100.1")));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect((await from("198.51.100.2")).status).toBe(200);
  });

  test("http is sent on to https", async () => {
    for (const host of routes.flatMap(({ hosts }) => hosts)) {
      const { status, headers } = await get(String(traefik.entryPoints.web), host);
      expect({ status, location: headers.location }).toEqual({ status: 301, location: `https://${host}/` });
    }
  });

  test("a name without a certificate gets no default one: the lab's TLS options hold", async () => {
    const unknown = get(String(traefik.entryPoints.websecure), `unknown.${cluster.domain}`);
    await expect(unknown).rejects.toThrow(/unrecognized name/);
  });

  test("a public name is not there for who comes from the LAN, nor a name of the LAN for who comes through the tunnel", async () => {
    for (const { entryPoint, hosts } of routes) {
      for (const [other, url] of Object.entries(traefik.entryPoints)) {
        if (!url.startsWith("https:") || other === entryPoint) continue;
        for (const host of hosts)
          expect({ host, other, status: (await get(url, host)).status }).toMatchObject({ status: 404 });
      }
    }
  });

  test("a route that is wrong is in error or no router, and the log says why", async () => {
    await apply(server, wrongRoutes(routes));
    await vi.waitFor(async () => {
      const statuses = fromObjects(await runtime()).map(([name, { status }]) => [name.split("_")[1], status]);
      expect(Object.fromEntries(statuses)).toMatchObject({
        "wrong-field": "disabled",
        "wrong-middleware": "disabled",
        "wrong-rule": "disabled",
        "wrong-resolver": "enabled",
      });
      expect(statuses.map(([name]) => name)).not.toContain("wrong-port");
      expect(statuses.map(([name]) => name)).not.toContain("wrong-service");
      expect(statuses.map(([name]) => name)).not.toContain("wrong-reach");
      expect(errors()).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            "zone" in cluster
              ? /wrong-field.*the CrowdSec bouncer has no field .*crowdsecLapiPort/
              : /wrong-field.*unknown plugin type: crowdsec/,
          ),
          expect.stringMatching(/wrong-middleware.*does not exist/),
          expect.stringMatching(/wrong-rule.*unsupported function: Hast/),
          expect.stringMatching(/wrong-resolver.*nonexistent certificate resolver/),
          expect.stringMatching(/wrong-port.*service port not found/),
          expect.stringMatching(/wrong-service.*kubernetes service not found/),
          expect.stringMatching(/wrong-reach.*is not in crossProviderNamespaces/),
        ]),
      );
    }, WAIT);
  });

  async function runtime(): Promise<Runtime> {
    return (await (await fetch(`${traefik.api}/api/rawdata`)).json()) as Runtime;
  }

  function log(): string[] {
    return readFileSync(traefik.log, "utf8").split("\n").slice(0, -1);
  }

  /** Lines of Traefik's log that are worse than a warning, or no entries at all; not those of requests. */
  function errors(): string[] {
    return log().filter(line => !/^\{"(?:level":"(?:info|warn)"|ClientAddr")/.test(line));
  }

  function anyPod(): string {
    return String(pods[0]?.address);
  }

  async function ask(route: Route, host: string, headers: Headers = {}, path = "/", from?: string) {
    return get(String(traefik.entryPoints[route.entryPoint]), host, { ...route.headers, ...headers }, path, from);
  }

  async function get(url: string, host: string, headers: Headers = {}, path = "/", from?: string) {
    const options = { headers: { ...headers, host }, ...(from !== undefined && { localAddress: from, agent: false }) };
    const request = url.startsWith("https:")
      ? https.get(url + path, {
          agent,
          ...(from !== undefined && { ca: agent.options.ca }),
          ...options,
          servername: host,
        })
      : http.get(url + path, options);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }
});

type Headers = Readonly<Record<string, string>>;

/** What Traefik's Deployment starts it with. */
function argumentsOf(objects: readonly KubeObject[]): string[] {
  const deployments = objects.filter(
    ({ kind, metadata }) =>
      kind === "Deployment" && metadata.namespace === TRAEFIK.namespace && metadata.name === TRAEFIK.name,
  );
  return deployments.flatMap(({ spec }) => {
    const { template } = spec as { template: { spec: { containers: { args: string[] }[] } } };
    return template.spec.containers.flatMap(({ args }) => args);
  });
}

/** The Secrets that Vault would fill, of every middleware that asks for a password. */
function users(objects: readonly KubeObject[]): KubeObject[] {
  const digest = `{SHA}${hash("sha1", PERSON.password, "base64")}`;
  return objects.flatMap(({ kind, metadata, spec }) => {
    const { basicAuth } = kind === "Middleware" ? (spec as MiddlewareSpec) : {};
    if (basicAuth === undefined) return [];
    const { namespace } = metadata;
    return {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: basicAuth.secret, ...(namespace && { namespace }) },
      stringData: { users: `${PERSON.name}:${digest}` },
    };
  });
}

function login(middlewares: readonly MiddlewareSpec[]): Headers {
  const isAsked = middlewares.some(({ basicAuth }) => basicAuth !== undefined);
  return isAsked ? { authorization: basic(PERSON.name, PERSON.password) } : {};
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}

/** A path that whoever answers has: pods have every one. */
function pathOf({ backend }: Route): string {
  return "port" in backend ? "/" : "/api/version";
}

function seen(body: string): Seen {
  return JSON.parse(body) as Seen;
}

/** The routers that come from the cluster, not from Traefik itself. */
function fromObjects({ routers }: Runtime): [name: string, Router][] {
  return Object.entries(routers).filter(([name]) => name.endsWith("@kubernetescrd"));
}

function byRouter(one: { readonly router: string }, other: { readonly router: string }): number {
  return one.router < other.router ? -1 : 1;
}

const SECURITY_HEADERS = [
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
] as const;

type SecurityHeaders = { readonly [name in (typeof SECURITY_HEADERS)[number]]?: unknown };

function securityHeaders(headers: IncomingHttpHeaders): SecurityHeaders {
  return Object.fromEntries(SECURITY_HEADERS.map(name => [name, headers[name]]));
}

function headersBy(middlewares: readonly MiddlewareSpec[]): SecurityHeaders {
  const { headers } = middlewares.find(({ headers }) => headers !== undefined) ?? {};
  return {
    "strict-transport-security": headers?.stsSeconds && `max-age=${headers.stsSeconds}`,
    "x-content-type-options": headers?.contentTypeNosniff && "nosniff",
    "x-frame-options": headers?.frameDeny && "DENY",
    "referrer-policy": headers?.referrerPolicy,
  };
}

function limitsOf(routes: readonly Route[]) {
  return routes.flatMap(route =>
    route.middlewares.flatMap(({ rateLimit }) =>
      rateLimit && route.hosts[0] ? [{ route, host: route.hosts[0], burst: rateLimit.burst }] : [],
    ),
  );
}

/** A route for each thing that can be wrong with one, next to a right one. */
function wrongRoutes(routes: readonly Route[]): KubeObject[] {
  const right = routes.find(({ namespace, backend }) => namespace !== TRAEFIK.namespace && "port" in backend) as Route;
  const { namespace, backend } = right;
  const apiVersion = "traefik.io/v1alpha1";
  const route = (name: string, differences: object, certResolver = "step-ca"): KubeObject => ({
    apiVersion,
    kind: "IngressRoute",
    metadata: { name, namespace },
    spec: {
      entryPoints: ["websecure"],
      routes: [{ kind: "Rule", match: `Host(\`${name}.test\`)`, services: [backend], ...differences }],
      tls: { certResolver },
    },
  });
  return [
    route("wrong-middleware", { middlewares: [{ name: "missing" }] }),
    route("wrong-port", { services: [{ ...backend, port: "missing" }] }),
    route("wrong-service", { services: [{ ...backend, name: "missing" }] }),
    route("wrong-reach", { services: [{ kind: "TraefikService", name: "api@internal" }] }),
    route("wrong-rule", { match: "Hast(`wrong-rule.test`)" }),
    route("wrong-resolver", {}, "missing"),
    route("wrong-field", { middlewares: [{ name: "wrong-field" }] }),
    {
      apiVersion,
      kind: "Middleware",
      metadata: { name: "wrong-field", namespace },
      spec: { plugin: { crowdsec: { enabled: true, crowdsecLapiKeyFile: "/key", crowdsecLapiPort: 8080 } } },
    },
  ];
}
