import { alternatives, sameHost } from "../../checks/semantics/router-rule.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { type Fields, fieldsOf, mappingsOf, metadataText, textOf, textsOf, valueAt } from "./fields.ts";
import {
  type Guards,
  guardsOf,
  guardsOfNginx,
  MIDDLEWARE,
  type MiddlewareName,
  middlewareName,
  together,
} from "./guards.ts";
import { hostsOf } from "./hosts-of.ts";
import { neighbour, targetOf } from "./neighbour.ts";
import { ofKind } from "./of-kind.ts";

/** One way in which requests for a host are answered. */
export interface RouteRule {
  readonly placed: Placed;
  /** "" for whatever the host. */
  readonly host: string;
  /** What else a request must be, such as "PathPrefix(`/api`)"; "" for nothing. */
  readonly others: string;
  /** Whether by https; where git does not say so, as for routes of a Gateway that it does not hold, it is taken for granted. */
  readonly isTls: boolean;
  readonly guards: Guards;
  /** Whether it is meant for the Internet, as far as its entry points or its class say. */
  readonly isPublic: boolean;
  /** Names of the Services that answer. */
  readonly services: readonly string[];
}

/** Of every route of HTTP and of connections, whoever makes it answer: Ingress, Traefik, Gateway. */
export const routeRules = oncePer((desired: Desired): RouteRule[] =>
  [...READERS].flatMap(([kind, read]) => ofKind(desired, kind).flatMap(placed => read(placed, desired))),
);

/** Those that do more than redirect. */
export const servingRules = oncePer((desired: Desired): RouteRule[] =>
  routeRules(desired).filter(({ guards }) => !guards.redirects),
);

/** The host in its cluster. */
export function hostKey({ placed, host }: Pick<RouteRule, "placed" | "host">): string {
  return `${targetOf(placed)}\n${host}`;
}

const READERS: ReadonlyMap<string, (placed: Placed, desired: Desired) => RouteRule[]> = new Map([
  ["traefik.io/IngressRoute", fromIngressRoute],
  ["traefik.containo.us/IngressRoute", fromIngressRoute],
  ["networking.k8s.io/Ingress", fromIngress],
  ["gateway.networking.k8s.io/HTTPRoute", fromHttpRoute],
  ["gateway.networking.k8s.io/GRPCRoute", fromOther],
  ["traefik.io/IngressRouteTCP", fromOther],
]);

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
function fromIngressRoute(placed: Placed, desired: Desired): RouteRule[] {
  const spec = fieldsOf(placed.object.spec);
  const isPublic = textsOf(spec.entryPoints).some(isOutside);
  return mappingsOf(spec.routes).flatMap(route => {
    const names = mappingsOf(route.middlewares).flatMap(one => middlewareName(one, placed.namespace) ?? []);
    const match = textOf(route.match) ?? "";
    const rule = {
      placed,
      isTls: spec.tls != null,
      isPublic,
      guards: guardsOf(names, placed, desired),
      services: namesIn(route.services),
    };
    return (alternatives(match) ?? [{ hosts: [], others: [match] }]).flatMap(({ hosts, others }) =>
      orAny(hosts).map(host => ({ ...rule, host, others: others.join(" && ") })),
    );
  });
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/ and Traefik's annotations of it. */
function fromIngress(placed: Placed, desired: Desired): RouteRule[] {
  const { object } = placed;
  const spec = fieldsOf(object.spec);
  const annotation = (name: string) => metadataText(object, "annotations", name);
  const traefik = (name: string) => annotation(`traefik.ingress.kubernetes.io/router.${name}`);
  const names = (traefik("middlewares") ?? "").split(",").flatMap(text => fromAnnotation(text.trim(), placed, desired));
  const guards = together(guardsOf(names, placed, desired), guardsOfNginx(object));
  const ways = [
    spec.ingressClassName,
    annotation("kubernetes.io/ingress.class"),
    ...(traefik("entrypoints") ?? "").split(","),
  ];
  const isPublic = ways.some(way => isOutside(textOf(way) ?? ""));
  const secured = mappingsOf(spec.tls).flatMap(({ hosts }) => orAny(textsOf(hosts)));
  return mappingsOf(spec.rules).flatMap(rule => {
    const host = sameHost(textOf(rule.host) ?? "");
    const isTls = traefik("tls") === "true" || secured.some(name => name === "" || isSameName(sameHost(name), host));
    return orOne(mappingsOf(valueAt(rule, "http.paths"))).map(({ path, backend }) => ({
      placed,
      host,
      others: pathRule(textOf(path)),
      isTls,
      guards,
      isPublic,
      services: [valueAt(backend, "service.name")].flatMap(name => textOf(name) ?? []),
    }));
  });
}

/** https://gateway-api.sigs.k8s.io/api-types/httproute/ */
function fromHttpRoute(placed: Placed, desired: Desired): RouteRule[] {
  const spec = fieldsOf(placed.object.spec);
  const isPublic = mappingsOf(spec.parentRefs).some(({ name }) => isOutside(textOf(name) ?? ""));
  const hosts = orAny(textsOf(spec.hostnames).map(sameHost));
  const isTls = hasSecureListener(placed, desired);
  return mappingsOf(spec.rules).flatMap(({ matches, filters, backendRefs }) => {
    const kinds = mappingsOf(filters);
    const extensions = kinds.map(filter => fieldsOf(filter.extensionRef)).filter(({ kind }) => kind === "Middleware");
    const names = extensions.flatMap(one => middlewareName(one, placed.namespace) ?? []);
    const guards = guardsOf(names, placed, desired);
    const redirects = guards.redirects || kinds.some(({ type }) => type === "RequestRedirect");
    const rule = { placed, isTls, isPublic, guards: { ...guards, redirects }, services: namesIn(backendRefs) };
    return hosts.flatMap(host =>
      orOne(mappingsOf(matches)).map(match => ({
        ...rule,
        host,
        others: pathRule(textOf(valueAt(match, "path.value"))),
      })),
    );
  });
}

/** Of a Gateway that git does not hold, that is taken for granted. https://gateway-api.sigs.k8s.io/guides/tls/ */
function hasSecureListener(route: Placed, desired: Desired): boolean {
  const parents = mappingsOf(valueAt(route.object, "spec.parentRefs"));
  return parents.some(({ name, namespace, sectionName, port }) => {
    const place = textOf(namespace) ?? route.namespace;
    const gateway = neighbour(route, desired, "gateway.networking.k8s.io/Gateway", place, textOf(name) ?? "");
    if (gateway === undefined) return true;
    return mappingsOf(valueAt(gateway.object, "spec.listeners"))
      .filter(listener => sectionName === undefined || listener.name === sectionName)
      .filter(listener => port === undefined || listener.port === port)
      .some(({ protocol }) => protocol === "HTTPS" || protocol === "TLS");
  });
}

/** Routes that know nothing of the guards of requests. */
function fromOther(placed: Placed): RouteRule[] {
  const spec = fieldsOf(placed.object.spec);
  const services = mappingsOf(spec.routes ?? spec.rules).flatMap(({ services, backendRefs }) =>
    namesIn(services ?? backendRefs),
  );
  const isPublic = textsOf(spec.entryPoints).some(isOutside);
  const guards = { authentication: false, rateLimit: false, crowdsec: false, redirects: false };
  const hosts = orAny(hostsOf(placed.object).map(host => (host === "*" ? "" : host)));
  return hosts.map(host => ({ placed, host, others: "", isTls: true, guards, isPublic, services }));
}

/** `<namespace>-<name>@kubernetescrd`: where the one ends and the other begins, only the objects in git tell. */
function fromAnnotation(text: string, placed: Placed, desired: Desired): MiddlewareName[] {
  const joined = /^(.+)@kubernetescrd$/.exec(text)?.[1];
  if (joined === undefined) return text === "" ? [] : [{ name: text, namespace: "" }];
  const parts = joined.split("-");
  const ways = parts.slice(1).map((_, index) => ({
    namespace: parts.slice(0, index + 1).join("-"),
    name: parts.slice(index + 1).join("-"),
  }));
  const target = targetOf(placed);
  const known = ways.find(({ name, namespace }) => desired.byKey.has(`${target}/${MIDDLEWARE}/${namespace}/${name}`));
  return [known ?? { name: joined, namespace: "" }];
}

function isOutside(name: string): boolean {
  return /tunnel|public|external|internet|cloudflare/i.test(name);
}

function pathRule(path: string | undefined): string {
  return path === undefined || path === "" || path === "/" ? "" : `PathPrefix(\`${path}\`)`;
}

function namesIn(list: unknown): string[] {
  return mappingsOf(list).flatMap(({ name }) => textOf(name) ?? []);
}

function orAny(list: readonly string[]): readonly string[] {
  return list.length === 0 ? [""] : list;
}

function orOne(list: readonly Fields[]): readonly Fields[] {
  return list.length === 0 ? [{}] : list;
}

/** Whether a name is the one written, or one that `*.example.net` stands for. */
export function isSameName(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith("*.") && host.slice(host.indexOf(".")) === pattern.slice(1);
}
