import type { MiddlewareSpec } from "../../../platform/components/traefik/api.ts";
import { namespaceOf } from "../../../platform/object-identity.ts";
import { type Owned, objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import {
  asksByItself,
  guardsOf,
  isPublic,
  type Middlewares,
  middlewaresOf,
  type RouteRule,
  type RouteSpec,
} from "../../checks/lab/route-guards.ts";
import type { Lab } from "../../checks/rule.ts";
import { alternatives } from "../../checks/semantics/router-rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { hostsOf } from "../../review/objects/hosts-of.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** A host name that Traefik answers, and what happens to a request for it. */
export interface Route {
  /** Empty: whatever the name. */
  readonly host: string;
  /** What else a request must be, such as "PathPrefix(`/api`)"; empty: nothing. */
  readonly others: string;
  readonly unit: BuiltUnit;
  readonly namespace: string;
  /** What answers at last: a Service with its port, or something that Traefik has inside itself. */
  readonly backend: { readonly name: string; readonly port?: string | number };
  /** Empty: every one. */
  readonly entryPoints: readonly string[];
  readonly login: Login;
  /** What a request passes beside a login: `CrowdSec`, `rate limit`. */
  readonly guards: readonly string[];
  /** Who signs the certificate: `step-ca`; absent: nobody. */
  readonly signer?: string;
  /** Names on that certificate where it is not ordered for the host alone: `*.example.org`. */
  readonly signedNames: readonly string[];
  /** Whether the name is one outside the lab's domain. */
  readonly isPublic: boolean;
}

/**
 * Who asks people who they are: `traefik` by a password, `own` whoever answers, `app` what is the app's own matter,
 * `nobody`.
 */
export type Login = "traefik" | "own" | "app" | "nobody";

/** Every host name that Traefik answers in a lab, in the order of the routes. */
export const routesOf = oncePerLab((lab: Lab): readonly Route[] => {
  const middlewares = middlewaresOf(lab);
  return [
    ...objectsOfKind(lab, "IngressRoute").flatMap(owned => routesIn(lab, owned, middlewares)),
    ...objectsOfKind(lab, "Ingress", "IngressRouteTCP").flatMap(owned => plainRoutes(lab, owned)),
  ];
});

function routesIn(lab: Lab, { unit, object }: Owned, middlewares: Middlewares): Route[] {
  const { routes = [], entryPoints = [], tls } = (object.spec ?? {}) as RouteSpec;
  const namespace = namespaceOf(object, unit.namespace);
  const signedNames = (tls?.domains ?? []).flatMap(({ main, sans = [] }) => [main, ...sans]);
  return routes.flatMap(rule => {
    const specs = guardsOf(rule, namespace, middlewares);
    const route = {
      ...{ unit, namespace, entryPoints, signedNames },
      backend: backendOf(rule),
      login: loginOf(unit, specs),
      guards: specs.flatMap(guardNames),
      isPublic: isPublic(lab.cluster, rule.match ?? ""),
      ...(tls?.certResolver !== undefined && { signer: tls.certResolver }),
    };
    return (alternatives(rule.match ?? "") ?? []).flatMap(({ hosts, others }) =>
      (hosts.length === 0 ? [""] : hosts).map(host => ({ ...route, host, others: others.join(" && ") })),
    );
  });
}

function backendOf({ services = [] }: RouteRule): Route["backend"] {
  const [{ name = "", port } = {}] = services;
  return { name, ...(port !== undefined && { port }) };
}

function loginOf(unit: BuiltUnit, guards: readonly MiddlewareSpec[]): Login {
  if (guards.some(({ basicAuth }) => basicAuth !== undefined)) return "traefik";
  if (unit.class === "app") return "app";
  return asksByItself(unit) ? "own" : "nobody";
}

function guardNames({ plugin, rateLimit, headers }: MiddlewareSpec): string[] {
  return [
    ...(plugin?.crowdsec?.enabled ? ["CrowdSec"] : []),
    ...(rateLimit === undefined ? [] : ["rate limit"]),
    ...(headers === undefined ? [] : ["security headers"]),
  ];
}

/** Kinds of routes that know no middlewares. */
function plainRoutes(lab: Lab, { unit, object }: Owned): Route[] {
  return hostsOf(object).map(host => ({
    ...{ host, others: "", unit, entryPoints: [], guards: [], signedNames: [] },
    namespace: namespaceOf(object, unit.namespace),
    backend: { name: object.metadata.name },
    login: loginOf(unit, []),
    isPublic: !host.endsWith(`.${lab.cluster.domain}`),
  }));
}
