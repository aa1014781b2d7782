import type { Cluster } from "../../../clusters/lab.ts";
import type { MiddlewareSpec } from "../../../platform/components/traefik/api.ts";
import { namespaceOf } from "../../../platform/object-identity.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import type { Lab } from "../rule.ts";
import { alternatives } from "../semantics/router-rule.ts";
import { objectsOfKind } from "./objects-by-kind.ts";

/** An IngressRoute as somebody wrote it, right or wrong. */
export interface RouteSpec {
  readonly entryPoints?: readonly string[];
  readonly routes?: readonly RouteRule[];
  readonly tls?: {
    readonly certResolver?: string;
    readonly domains?: readonly { readonly main: string; readonly sans?: readonly string[] }[];
  };
}

export interface RouteRule {
  readonly match?: string;
  readonly middlewares?: readonly { readonly name: string; readonly namespace?: string }[];
  readonly services?: readonly {
    readonly kind?: string;
    readonly name?: string;
    readonly port?: string | number;
  }[];
}

/** By `<namespace>/<name>`. */
export type Middlewares = ReadonlyMap<string, MiddlewareSpec>;

export function middlewaresOf(lab: Lab): Middlewares {
  return new Map(
    objectsOfKind(lab, "Middleware").map(({ unit, object }) => [
      `${namespaceOf(object, unit.namespace)}/${object.metadata.name}`,
      (object.spec ?? {}) as MiddlewareSpec,
    ]),
  );
}

/** What a request passes before it is answered; a middleware that does not exist guards nothing. */
export function guardsOf({ middlewares = [] }: RouteRule, namespace: string, known: Middlewares): MiddlewareSpec[] {
  return middlewares.flatMap(({ name, namespace: place = namespace }) => known.get(`${place}/${name}`) ?? []);
}

/** Whether a rule answers a name outside the lab's domain, or any name at all. */
export function isPublic({ domain }: Cluster, match: string): boolean {
  const ways = alternatives(match) ?? []; // one that cannot be read is said by hosts-unique
  return ways.some(({ hosts }) => hosts.length === 0 || hosts.some(host => !host.endsWith(`.${domain}`)));
}

/** Whether whoever answers asks people who they are; what an app asks of them is its own matter. */
export function asksByItself({ class: kind, component }: BuiltUnit): boolean {
  return kind === "app" || component?.requests?.route?.login === "own" || component?.ownLogin !== undefined;
}
