import type {
  IngressRouteRule,
  IngressRouteSpec,
  MiddlewareSpec,
  RouteBackend,
} from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { listeningPort, podsBehind, portsOf, type ReachablePod } from "./traefik-pods.ts";

/** One rule of an IngressRoute, and what must become of it in Traefik. */
export interface Route {
  /** Its name in Traefik's API: `erp_erp_0@kubernetescrd`. */
  readonly router: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** Headers without which the rule does not match. */
  readonly headers: Readonly<Record<string, string>>;
  readonly entryPoint: string;
  readonly middlewares: readonly MiddlewareSpec[];
  /** Names that its certificate is ordered for. */
  readonly certified: readonly string[];
  readonly expected: Pick<Router, "status" | "rule" | "entryPoints" | "middlewares" | "tls">;
  readonly backend: RouteBackend;
  /** What it dials: `http://10.42.1.1:8080`; nothing, where Traefik answers itself. */
  readonly servers: readonly string[];
}

/** A router as Traefik's API shows it. */
export interface Router {
  readonly status: string;
  readonly rule: string;
  readonly entryPoints: readonly string[];
  readonly service: string;
  /** In order, such as `cms_rate-limit@kubernetescrd`; absent without any. */
  readonly middlewares?: readonly string[];
  readonly tls?: IngressRouteSpec["tls"];
}

/**
 * Every rule of every IngressRoute among the objects.
 *
 * @throws {Error} when a rule leads to several Services, or to an object that is not there
 */
export function routesOf(objects: readonly KubeObject[], pods: readonly ReachablePod[]): Route[] {
  return objects
    .filter(({ kind }) => kind === "IngressRoute")
    .flatMap(route =>
      (route.spec as IngressRouteSpec).routes.map((rule, index) => routeOf(objects, pods, route, rule, index)),
    );
}

function routeOf(
  objects: readonly KubeObject[],
  pods: readonly ReachablePod[],
  { metadata, spec }: KubeObject,
  { match, middlewares = [], services }: IngressRouteRule,
  index: number,
): Route {
  const { entryPoints, tls } = spec as IngressRouteSpec;
  const namespace = String(metadata.namespace);
  const [[backend, ...others], [entryPoint, ...elsewhere]] = [services, entryPoints];
  if (backend === undefined || entryPoint === undefined || others.length + elsewhere.length > 0) {
    const problem = `rule ${index} has not just one Service and one entry point`;
    throw new Error(`Cannot foresee IngressRoute ${namespace}/${metadata.name}: ${problem}`);
  }
  const hosts = Array.from(match.matchAll(/\bHost\(`([^`]+)`\)/g), ([, host]) => String(host));
  return {
    router: `${namespace}_${metadata.name}_${index}@kubernetescrd`,
    namespace,
    hosts,
    headers: Object.fromEntries(
      Array.from(match.matchAll(/\bHeader\(`([^`]+)`, ?`([^`]+)`\)/g), ([, name, value]) => [name, value]),
    ),
    entryPoint,
    certified: tls.domains?.flatMap(({ main, sans = [] }) => [main, ...sans]) ?? hosts,
    middlewares: middlewares.map(({ name }) => named(objects, "Middleware", namespace, name).spec as MiddlewareSpec),
    expected: {
      status: "enabled",
      rule: match,
      entryPoints,
      ...(middlewares.length > 0 && {
        middlewares: middlewares.map(({ name }) => `${namespace}_${name}@kubernetescrd`),
      }),
      tls,
    },
    backend,
    servers: "port" in backend ? serversOf(named(objects, "Service", namespace, backend.name), backend, pods) : [],
  };
}

function named(objects: readonly KubeObject[], kind: string, namespace: string, name: string): KubeObject {
  const found = objects.find(
    object => object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name,
  );
  if (found === undefined) throw new Error(`Cannot foresee a route: there is no ${kind} ${namespace}/${name}`);
  return found;
}

/** Address inside the cluster that the Services of these tests have: a range that the bed's API server gives nobody else. */
export const SERVICE_ADDRESSES = "10.43.200.0/24";

/** A Service with such an address, which is else known only once it is applied; every other object as it is. */
export function withClusterAddress(object: KubeObject, index: number): KubeObject {
  const spec = object.spec as { readonly clusterIP?: string } | undefined;
  if (object.kind !== "Service" || spec?.clusterIP !== undefined) return object;
  return { ...object, spec: { ...spec, clusterIP: SERVICE_ADDRESSES.replace("0/24", String((index % 250) + 1)) } };
}

function clusterAddress({ spec }: KubeObject): string {
  return String((spec as { readonly clusterIP?: string }).clusterIP);
}

function serversOf(
  service: KubeObject,
  { port: wanted, scheme = "http", nativeLB = false }: Extract<RouteBackend, { readonly port: unknown }>,
  pods: readonly ReachablePod[],
): string[] {
  const port = portsOf(service).find(({ name, port: number }) => name === wanted || number === wanted);
  if (port === undefined) {
    throw new Error(`Cannot foresee a route: Service ${service.metadata.name} has no port "${wanted}"`);
  }
  if (nativeLB) return [`${scheme}://${clusterAddress(service)}:${port.port}`];
  return podsBehind(service, pods).map(pod => `${scheme}://${pod.address}:${listeningPort(port, pod)}`);
}
