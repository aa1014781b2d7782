import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Desired, Placed } from "../desired.ts";
import { type Fields, fieldsOf, mappingsOf, metadataText, textOf, textsOf, valueAt } from "./fields.ts";
import { neighbour } from "./neighbour.ts";

/** What stands between a request and what answers it. */
export interface Guards {
  readonly authentication: boolean;
  readonly rateLimit: boolean;
  readonly crowdsec: boolean;
  /** Addresses that are let in; absent: all. */
  readonly ranges?: readonly string[];
  /** Whether it only sends the request to another address. */
  readonly redirects: boolean;
}

export interface MiddlewareName {
  readonly name: string;
  readonly namespace: string;
}

/**
 * What these middlewares of Traefik do, those of a chain included. One that git does not hold is known by its name.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/overview/
 */
export function guardsOf(names: readonly MiddlewareName[], route: Placed, desired: Desired): Guards {
  const specs = specsOf(names, route, desired, new Set());
  const lists = specs.flatMap(spec => {
    const list = spec.ipAllowList ?? spec.ipWhiteList;
    return list === undefined ? [] : [textsOf(fieldsOf(list).sourceRange)];
  });
  const [first] = lists;
  return {
    authentication: specs.some(asksWho),
    rateLimit: specs.some(({ rateLimit }) => Number(fieldsOf(rateLimit).average) > 0),
    crowdsec: specs.some(({ plugin }) => Object.entries(fieldsOf(plugin)).some(isBouncer)),
    redirects: specs.some(({ redirectScheme, redirectRegex }) => redirectScheme != null || redirectRegex != null),
    ...(first !== undefined && {
      ranges: lists.reduce((some, other) => some.filter(range => other.includes(range)), first),
    }),
  };
}

/** What the annotations of an Ingress ask of the controller of nginx. https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ */
export function guardsOfNginx(ingress: KubeObject): Guards {
  const annotation = (name: string) => metadataText(ingress, "annotations", `nginx.ingress.kubernetes.io/${name}`);
  const ranges = annotation("allowlist-source-range") ?? annotation("whitelist-source-range");
  return {
    authentication: ["auth-url", "auth-type", "auth-tls-secret"].some(name => annotation(name) !== undefined),
    rateLimit: ["limit-rps", "limit-rpm", "limit-connections"].some(name => annotation(name) !== undefined),
    crowdsec: false,
    redirects: annotation("permanent-redirect") !== undefined,
    ...(ranges !== undefined && { ranges: ranges.split(",").map(range => range.trim()) }),
  };
}

/** Guards of both together. */
export function together(one: Guards, other: Guards): Guards {
  const ranges = one.ranges ?? other.ranges;
  return {
    authentication: one.authentication || other.authentication,
    rateLimit: one.rateLimit || other.rateLimit,
    crowdsec: one.crowdsec || other.crowdsec,
    redirects: one.redirects || other.redirects,
    ...(ranges !== undefined && { ranges }),
  };
}

/** Specifications of middlewares, chains taken apart; `seen` ends a chain that leads back to itself. */
function specsOf(names: readonly MiddlewareName[], route: Placed, desired: Desired, seen: Set<string>): Fields[] {
  return names.flatMap(({ name, namespace }) => {
    const known = neighbour(route, desired, MIDDLEWARE, namespace, name);
    if (known === undefined) return [guessed(name)];
    if (seen.has(known.key)) return [];
    seen.add(known.key);
    const spec = fieldsOf(known.object.spec);
    const inner = mappingsOf(valueAt(spec, "chain.middlewares")).flatMap(one => middlewareName(one, namespace) ?? []);
    return [spec, ...specsOf(inner, route, desired, seen)];
  });
}

export const MIDDLEWARE = "traefik.io/Middleware";

/** A reference to a middleware, as routes and chains write it. */
export function middlewareName({ name, namespace }: Fields, own: string): MiddlewareName | undefined {
  const text = textOf(name);
  return text === undefined ? undefined : { name: text, namespace: textOf(namespace) ?? own };
}

function guessed(name: string): Fields {
  if (/crowdsec|bouncer/i.test(name)) return { plugin: { crowdsec: {} } };
  if (/auth|login|oidc|sso/i.test(name)) return { forwardAuth: {} };
  if (/rate-?limit/i.test(name)) return { rateLimit: { average: 1 } };
  return /redirect/i.test(name) ? { redirectScheme: {} } : {};
}

function asksWho({ basicAuth, digestAuth, forwardAuth, plugin }: Fields): boolean {
  if ([basicAuth, digestAuth, forwardAuth].some(way => way != null)) return true;
  return Object.keys(fieldsOf(plugin)).some(name => /auth|oidc|jwt|keycloak/i.test(name));
}

function isBouncer([name, settings]: [string, unknown]): boolean {
  const { enabled, crowdsecMode } = fieldsOf(settings);
  const isOne = /crowdsec|bouncer/i.test(name) || crowdsecMode !== undefined;
  return isOne && enabled !== false && enabled !== "false" && crowdsecMode !== "none";
}
