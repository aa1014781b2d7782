import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { clusters } from "../../../clusters/index.ts";
import type { MiddlewareSpec } from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { renderedFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";
import { readObjects } from "../../tree/read-objects.ts";
import { installDefinitions } from "../definitions.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { authority } from "../servers/authority.ts";
import { type Etcd, startEtcd } from "../servers/etcd.ts";
import { apply } from "../servers/kubectl.ts";
import { startTraefik, type Traefik } from "../servers/traefik.ts";
import { endpointSlices, podsOf } from "./traefik-pods.ts";
import { type Route, type Router, routesOf } from "./traefik-routes.ts";

/** What `/api/rawdata` of Traefik answers, as far as it is looked at. */
interface Runtime {
  readonly routers: Readonly<Record<string, Router>>;
  readonly middlewares: Readonly<Record<string, { readonly status: string }>>;
  readonly services: Readonly<
    Record<string, { readonly status: string; readonly loadBalancer: { readonly servers: readonly { url: string }[] } }>
  >;
}

const WAIT = { timeout: 60_000, interval: 100 };

describe.each(clusters)("rendered/$name in a real Traefik", cluster => {
  const objects = objectsBelow(cluster.name);
  const pods = podsOf(objects, cluster.networks.pods);
  const routes = routesOf(objects, pods);
  const hosts = routes.flatMap(route => route.hosts);
  const backends: http.Server[] = [];
  let folder: string;
  let etcd: Etcd;
  let server: ApiServer;
  let traefik: Traefik;
  let agent: https.Agent;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    execFileSync("ip", ["route", "replace", "local", cluster.networks.pods, "dev", "lo"]); // every pod address is here
    for (const port of new Set(pods.flatMap(({ ports }) => Object.values(ports))))
      backends.push(backend().listen(port));
    etcd = await startEtcd(folder);
    server = await startApiServer(folder, etcd);
    await installDefinitions(server);
    await apply(
      server,
      objects.filter(({ kind }) => kind === "Namespace"),
    );
    await apply(server, [...objects, ...endpointSlices(objects, pods)]);
    const { certificate, issue } = authority(join(folder, "authority"));
    agent = new https.Agent({ ca: readFileSync(certificate), keepAlive: true, maxSockets: 8 });
    traefik = await startTraefik(folder, server, [issue("traefik", hosts)]);
    await vi.waitFor(async () => expect(fromObjects(await runtime())).not.toEqual([]), WAIT);
  });

  afterAll(async () => {
    agent?.destroy();
    for (const listener of backends) listener.close().closeAllConnections();
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
    const dialled = routes.map(({ router }) => {
      const service = services[`${routers[router]?.service}@kubernetescrd`];
      return { router, servers: service?.loadBalancer.servers.map(({ url }) => url).sort() };
    });
    expect(dialled).toEqual(routes.map(({ router, servers }) => ({ router, servers: servers.toSorted() })));
    expect(routes.filter(({ servers }) => servers.length === 0)).toEqual([]);
  });

  test("no router, middleware or service is in error, and the log has no error", async () => {
    const { routers, middlewares, services } = await runtime();
    const all = [routers, middlewares, services].flatMap(Object.entries<{ readonly status: string }>);
    expect(all.filter(([, { status }]) => status !== "enabled")).toEqual([]);
    expect(errors()).toEqual([]);
  });

  test("https on every host is answered by a pod of its Service, behind the middlewares", async () => {
    for (const { hosts, servers, middlewares } of routes) {
      for (const host of hosts) {
        const { status, headers, body } = await ask(traefik.websecure, host);
        expect({ host, status, ...securityHeaders(headers) }).toEqual({ host, status: 200, ...headersBy(middlewares) });
        expect(servers).toContain(body);
      }
    }
    const isSecured = ({ middlewares }: Route) => middlewares.some(({ headers }) => headers !== undefined);
    expect(routes.some(isSecured)).toBe("zone" in cluster);
  });

  test.each(limitsOf(routes))("$host refuses a visitor beyond the burst, and no other", async ({ host, burst }) => {
    const from = (visitor: string) => ask(traefik.websecure, host, { "cf-connecting-ip": visitor });
    const many = await Promise.all(Array.from({ length: 10 * burst }, () => from("198.51.100.1")));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect((await from("198.51.100.2")).status).toBe(200);
  });

  test("http is sent on to https", async () => {
    for (const host of hosts) {
      const { status, headers } = await ask(traefik.web, host);
      const { port } = new URL(traefik.websecure);
      expect({ status, location: headers.location }).toEqual({ status: 301, location: `https://${host}:${port}/` });
    }
  });

  test("a name without a certificate gets no default one: the lab's TLS options hold", async () => {
    await expect(ask(traefik.websecure, `unknown.${cluster.domain}`)).rejects.toThrow(/unrecognized name/);
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
      expect(errors()).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/wrong-field.*the CrowdSec bouncer has no field .*crowdsecLapiPort/),
          expect.stringMatching(/wrong-middleware.*does not exist/),
          expect.stringMatching(/wrong-rule.*unsupported function: Hast/),
          expect.stringMatching(/wrong-resolver.*nonexistent certificate resolver/),
          expect.stringMatching(/wrong-port.*service port not found/),
          expect.stringMatching(/wrong-service.*kubernetes service not found/),
        ]),
      );
    }, WAIT);
  });

  async function runtime(): Promise<Runtime> {
    return (await (await fetch(`${traefik.api}/api/rawdata`)).json()) as Runtime;
  }

  /** Lines of Traefik's log that are worse than a warning, or no entries at all. */
  function errors(): string[] {
    const lines = readFileSync(traefik.log, "utf8").split("\n").slice(0, -1);
    return lines.filter(line => !/^\{"level":"(info|warn)"/.test(line));
  }

  async function ask(url: string, host: string, headers: Readonly<Record<string, string>> = {}) {
    const options = { headers: { ...headers, host } };
    const request = url.startsWith("https:")
      ? https.get(url, { ...options, agent, servername: host })
      : http.get(url, options);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }
});

function objectsBelow(cluster: string): KubeObject[] {
  return [...readTree(renderedFolder)]
    .filter(([path]) => path.startsWith(`${cluster}/`))
    .flatMap(([path, file]) => {
      const reading = readObjects(file);
      if ("unreadable" in reading) throw new Error(`Cannot read ${path}: ${reading.unreadable}`);
      return reading.objects;
    });
}

/** The routers that come from the cluster, not from Traefik itself. */
function fromObjects({ routers }: Runtime): [name: string, Router][] {
  return Object.entries(routers).filter(([name]) => name.endsWith("@kubernetescrd"));
}

function byRouter(one: { readonly router: string }, other: { readonly router: string }): number {
  return one.router < other.router ? -1 : 1;
}

/** Stands for every pod: it answers with the address and port at which it was reached. */
function backend(): http.Server {
  return http.createServer(({ socket }, response) =>
    response.end(`http://${socket.localAddress?.replace("::ffff:", "")}:${socket.localPort}`),
  );
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

function limitsOf(routes: readonly Route[]): { readonly host: string; readonly burst: number }[] {
  return routes.flatMap(({ hosts: [host], middlewares }) =>
    middlewares.flatMap(({ rateLimit }) => (rateLimit && host ? [{ host, burst: rateLimit.burst }] : [])),
  );
}

/** A route for each thing that can be wrong with one, next to a right one. */
function wrongRoutes([right]: readonly Route[]): KubeObject[] {
  const { namespace, service } = right as Route;
  const apiVersion = "traefik.io/v1alpha1";
  const route = (name: string, differences: object, certResolver = "step-ca"): KubeObject => ({
    apiVersion,
    kind: "IngressRoute",
    metadata: { name, namespace },
    spec: {
      entryPoints: ["websecure"],
      routes: [
        {
          kind: "Rule",
          match: `Host(\`${name}.test\`)`,
          services: [{ name: service, port: "http" }],
          ...differences,
        },
      ],
      tls: { certResolver },
    },
  });
  return [
    route("wrong-middleware", { middlewares: [{ name: "missing" }] }),
    route("wrong-port", { services: [{ name: service, port: "missing" }] }),
    route("wrong-service", { services: [{ name: "missing", port: "http" }] }),
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
