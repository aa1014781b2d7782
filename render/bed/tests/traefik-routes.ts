import type { IngressRouteRule, IngressRouteSpec, MiddlewareSpec } from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { listeningPort, podsBehind, portsOf, type ReachablePod } from "./traefik-pods.ts";

/** One rule of an IngressRoute, and what must become of it in Traefik. */
export interface Route {
  /** Its name in Traefik's API: `erp_erp_0@kubernetescrd`. */
  readonly router: string;
  readonly namespace: string;
  /** Name of the Service that it leads to. */
  readonly service: string;
  readonly hosts: readonly string[];
  readonly middlewares: readonly MiddlewareSpec[];
  readonly expected: Pick<Router, "status" | "rule" | "entryPoints" | "middlewares" | "tls">;
  /** What it dials: `http://10.42.1.1:8080`. */
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
  const [backend, ...others] = services;
  if (backend === undefined || others.length > 0) {
    throw new Error(
      `Cannot foresee IngressRoute ${namespace}/${metadata.name}: rule ${index} has not just one Service`,
    );
  }
  return {
    router: `${namespace}_${metadata.name}_${index}@kubernetescrd`,
    namespace,
    service: backend.name,
    hosts: Array.from(match.matchAll(/Host\(`([^`]+)`\)/g), ([, host]) => String(host)),
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
    servers: serversOf(named(objects, "Service", namespace, backend.name), backend.port, pods),
  };
}

function named(objects: readonly KubeObject[], kind: string, namespace: string, name: string): KubeObject {
  const found = objects.find(
    object => object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name,
  );
  if (found === undefined) throw new Error(`Cannot foresee a route: there is no ${kind} ${namespace}/${name}`);
  return found;
}

function serversOf(service: KubeObject, wanted: string | number, pods: readonly ReachablePod[]): string[] {
  const port = portsOf(service).find(({ name, port: number }) => name === wanted || number === wanted);
  if (port === undefined) {
    throw new Error(`Cannot foresee a route: Service ${service.metadata.name} has no port "${wanted}"`);
  }
  return podsBehind(service, pods).map(pod => `http://${pod.address}:${listeningPort(port, pod)}`);
}
