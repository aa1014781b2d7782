import type { Fault } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { CertificateResolver, MiddlewareSpec } from "../../platform/components/traefik/api.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { type Owned, objectsOfKind } from "./lab/objects-by-kind.ts";
import {
  asksByItself,
  guardsOf,
  isPublic,
  type Middlewares,
  middlewaresOf,
  type RouteRule,
  type RouteSpec,
} from "./lab/route-guards.ts";
import { tunnelDoor } from "./routes/tunnel-door.ts";
import type { Rule } from "./rule.ts";

/**
 * Every route says who signs its certificate. One that answers a public name has CrowdSec and a rate limit, and comes
 * through the tunnel only, for elsewhere a visitor's address could be forged. One of the lab itself inside the domain
 * asks for a password, unless whoever answers does; what an app asks of people is its own matter.
 *
 * Nobody but the tunnel's pods may connect to the entry point through which it comes.
 *
 * Other ways in, for which Traefik has no such guards, may not have a public name at all, and lead to nothing that does
 * not ask by itself.
 *
 * @see platform/decisions/0006-two-doors-of-traefik.md
 */
export const guardedRoutes: Rule = {
  name: "guarded-routes",
  check(lab) {
    const middlewares = middlewaresOf(lab);
    return [
      ...objectsOfKind(lab, "IngressRoute").flatMap(owned => routeFaults(lab.cluster, owned, middlewares)),
      ...tunnelDoor(guardedRoutes.name, lab),
      ...objectsOfKind(lab, ...UNGUARDED).flatMap(owned => unguardable(lab.cluster, owned)),
    ];
  },
};

const TUNNEL = "tunnel";

const SIGNERS: readonly (string | undefined)[] = ["step-ca", "letsencrypt"] satisfies CertificateResolver[];

/** Kinds of routes that know nothing of the middlewares that guard a public name. */
const UNGUARDED = ["Ingress", "IngressRouteTCP", "IngressRouteUDP"];

function routeFaults(cluster: Cluster, { unit, object }: Owned, middlewares: Middlewares): Finding[] {
  const { routes = [], ...spec } = (object.spec ?? {}) as RouteSpec;
  const namespace = namespaceOf(object, unit.namespace);
  const faults = routes.flatMap((rule, index) => {
    const guards = guardsOf(rule, namespace, middlewares);
    const path = `spec.routes[${index}]`;
    return isPublic(cluster, rule.match ?? "")
      ? publicFaults(spec, guards, path)
      : internalFaults(unit, spec, guards, path);
  });
  return [...signature(spec), ...faults].map(fault => objectFinding(guardedRoutes.name, unit, object, fault));
}

function signature({ tls }: RouteSpec): Fault[] {
  if (SIGNERS.includes(tls?.certResolver)) return [];
  const problem = "nobody signs its certificate, so nobody can reach it by https";
  return [{ field: "spec.tls.certResolver", problem, remedy: 'write "step-ca", or "letsencrypt" for a public name,' }];
}

function publicFaults({ entryPoints = [] }: RouteSpec, guards: readonly MiddlewareSpec[], path: string): Fault[] {
  const faults: Fault[] = [];
  const missing = (what: string, remedy: string) =>
    faults.push({ field: `${path}.middlewares`, problem: `a public name has no ${what}`, remedy });
  if (!guards.some(({ plugin }) => plugin?.crowdsec?.enabled)) missing("CrowdSec", "name a Middleware with it");
  // An average of 0 is no limit: https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ratelimit/
  if (!guards.some(({ rateLimit }) => Number(rateLimit?.average) > 0))
    missing("rate limit", "name a Middleware with one");
  if (entryPoints.join() !== TUNNEL) {
    const said = entryPoints.length === 0 ? "every entry point" : entryPoints.map(inQuotes).join(", ");
    const problem = `a public name is answered at ${said}, where a visitor's address could be forged`;
    faults.push({ field: "spec.entryPoints", problem, remedy: `write ${inQuotes(TUNNEL)} alone` });
  }
  return faults;
}

function internalFaults(
  unit: BuiltUnit,
  { entryPoints = [TUNNEL] }: RouteSpec,
  guards: readonly MiddlewareSpec[],
  path: string,
): Fault[] {
  const faults: Fault[] = [];
  if (entryPoints.includes(TUNNEL)) {
    const problem = "a name of the lab is answered to whoever comes through the tunnel";
    faults.push({ field: "spec.entryPoints", problem, remedy: 'write "websecure" alone' });
  }
  if (!asksByItself(unit) && !guards.some(({ basicAuth }) => basicAuth !== undefined)) {
    const problem = "nobody asks for a password";
    const remedy = "name a Middleware with basicAuth, or say how it asks by itself in ownLogin,";
    faults.push({ field: `${path}.middlewares`, problem, remedy });
  }
  return faults;
}

interface OtherSpec {
  readonly defaultBackend?: object;
  readonly rules?: readonly { readonly host?: string }[];
  readonly routes?: readonly RouteRule[];
}

function unguardable(cluster: Cluster, { unit, object }: Owned): Finding[] {
  const { defaultBackend, rules = [], routes = [] } = (object.spec ?? {}) as OtherSpec;
  const isOpen =
    object.kind === "IngressRouteUDP" || // it knows no names
    defaultBackend !== undefined || // it answers any
    rules.some(({ host = "" }) => !host.endsWith(`.${cluster.domain}`)) ||
    routes.some(({ match = "" }) => isPublic(cluster, match));
  if (!isOpen && asksByItself(unit)) return [];
  if (!isOpen) {
    const problem = `nobody asks for a password, and a route of kind ${object.kind} has no guard that does`;
    const remedy = "write an IngressRoute with basicAuth, or say how it asks by itself in ownLogin,";
    return [objectFinding(guardedRoutes.name, unit, object, { problem, remedy })];
  }
  return [
    objectFinding(guardedRoutes.name, unit, object, {
      problem: `its name is public, and a route of kind ${object.kind} has neither CrowdSec nor a rate limit`,
      remedy: "write an IngressRoute, or a name of the lab,",
    }),
  ];
}
