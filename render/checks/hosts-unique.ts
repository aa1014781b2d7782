import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { factsFile, hostname } from "../../platform/naming.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";
import { alternatives, sameHost } from "./semantics/router-rule.ts";

/**
 * Each host belongs to one unit, whatever else its rules ask for: a rule for a part of it would take that part away.
 * Within its unit each host is routed by one rule only, since of two Traefik takes either; rules that ask for
 * different paths, or listen at different entry points, may share it. Hosts that the facts give to services of the lab
 * are theirs.
 *
 * An app names each of its hosts, and sends requests to Services of its own namespace only.
 */
export const hostsUnique: Rule = {
  name: "hosts-unique",
  check(lab) {
    const owned = ownHosts(lab.cluster);
    const claims = new Claims();
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      for (const route of ROUTES[object.kind]?.(object) ?? []) {
        if (route.conditions === undefined) {
          findings.push(unreadable(unit, object, route));
          continue;
        }
        if (unit.class === "app") findings.push(...unbounded(unit, object, route));
        for (const [host, condition] of route.conditions) {
          if (isAnyHost(host)) continue; // the router of its entry point, and no claim on a name
          const claim = { unit, object, host, route };
          findings.push(...foreign(claim, owned), ...contested(claim, claims.stake(condition, claim)));
        }
      }
      if (unit.class === "app") findings.push(...strangeBackends(unit, object));
    }
    return findings;
  },
};

/** One rule of an object. */
interface Route {
  readonly field: string;
  readonly rule: string;
  /** Absent: all of them. */
  readonly entryPoints?: readonly string[];
  /** Pairs of a host (empty: any) and the whole condition, host included; undefined when the rule cannot be read. */
  readonly conditions: readonly (readonly [host: string, condition: string])[] | undefined;
}

interface Claim {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  readonly host: string;
  readonly route: Route;
}

const ROUTES: Readonly<Record<string, (object: KubeObject) => Route[]>> = {
  Ingress: ingressRoutes,
  IngressRoute: traefikRoutes,
  IngressRouteTCP: traefikRoutes,
};

function traefikRoutes({ spec }: KubeObject): Route[] {
  const { routes = [], entryPoints } = (spec ?? {}) as { routes?: { match?: string }[]; entryPoints?: string[] };
  return routes.map(({ match = "" }, index) => ({
    field: `spec.routes[${index}].match`,
    rule: match,
    conditions: conditionsOf(match),
    ...(entryPoints !== undefined && { entryPoints }),
  }));
}

function conditionsOf(rule: string): [string, string][] | undefined {
  return alternatives(rule)?.flatMap(({ hosts, others }) =>
    (hosts.length === 0 ? [""] : hosts).map((host): [string, string] => [host, [host, ...others].join(" ")]),
  );
}

interface IngressPath {
  readonly path?: string;
  readonly pathType: string;
}

function ingressRoutes({ spec }: KubeObject): Route[] {
  const { rules = [], defaultBackend } = (spec ?? {}) as {
    rules?: { host?: string; http?: { paths?: IngressPath[] } }[];
    defaultBackend?: object;
  };
  const routes = rules.map(({ host = "", http }, index) =>
    ingressRoute(host, http?.paths ?? [{ pathType: "Prefix" }], `spec.rules[${index}].host`),
  );
  if (defaultBackend === undefined) return routes;
  return [...routes, ingressRoute("", [{ pathType: "Prefix" }], "spec.defaultBackend")];
}

function ingressRoute(rule: string, paths: readonly IngressPath[], field: string): Route {
  const host = sameHost(rule);
  const conditions = paths.map(({ path = "/", pathType }): [string, string] => {
    if (pathType === "Exact") return [host, `${host} Path(\`${path}\`)`];
    return [host, path === "/" ? host : `${host} PathPrefix(\`${path}\`)`];
  });
  return { field, rule, conditions };
}

/** Who routes which host. */
class Claims {
  readonly #byHost = new Map<string, Claim>();
  readonly #byCondition = new Map<string, Claim[]>();

  /** Records a claim; returns the earlier one that it contests. */
  stake(condition: string, claim: Claim): Claim | undefined {
    const first = this.#byHost.get(claim.host);
    if (first === undefined) this.#byHost.set(claim.host, claim);
    else if (first.unit !== claim.unit) return first;
    const earlier = this.#byCondition.get(condition);
    if (earlier === undefined) this.#byCondition.set(condition, [claim]);
    else earlier.push(claim);
    return earlier?.find(other => other !== claim && meet(other.route.entryPoints, claim.route.entryPoints));
  }
}

function meet(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  return left === undefined || right === undefined || left.some(entryPoint => right.includes(entryPoint));
}

function contested({ unit, object, host, route }: Claim, other: Claim | undefined): Finding[] {
  if (other === undefined) return [];
  const { field } = route;
  const place = other.unit === unit ? "" : ` of unit "${other.unit.name}" (${other.unit.file})`;
  const problem = `"${host}" is routed by ${other.object.kind}/${other.object.metadata.name}${place}, ${other.route.field}, too`;
  const remedy = `give one of the two another host${other.unit === unit ? ", or a path that the other does not have" : ""},`;
  return [objectFinding(hostsUnique.name, unit, object, { field, problem, remedy })];
}

function unreadable(unit: BuiltUnit, object: KubeObject, { field, rule }: Route): Finding {
  const problem = `"${rule}" is no rule that Traefik can read`;
  return objectFinding(hostsUnique.name, unit, object, {
    field,
    problem,
    remedy: "write one such as Host(`erp.arcodange.lab`)",
  });
}

function isAnyHost(host: string): boolean {
  return host === "" || host.includes("*");
}

/** A rule that takes requests for hosts which it does not name, and so for those of others. */
function unbounded(unit: BuiltUnit, object: KubeObject, { field, rule, conditions = [] }: Route): Finding[] {
  const anyHost = conditions.some(([host, condition]) => isAnyHost(host) || /Host(SNI)?Regexp\(/.test(condition));
  if (!anyHost) return [];
  const problem = rule === "" ? "it names no host, so it routes any" : `"${rule}" routes hosts that it does not name`;
  const remedy = `name each host, such as "${hostname(unit.name, unit.cluster.domain)}",`;
  return [objectFinding(hostsUnique.name, unit, object, { field, problem, remedy })];
}

/** Where a kind of Traefik names what receives the requests. */
const BACKENDS: Readonly<Record<string, readonly string[]>> = {
  IngressRoute: ["routes.services"],
  IngressRouteTCP: ["routes.services"],
  IngressRouteUDP: ["routes.services"],
  TraefikService: ["weighted.services", "highestRandomWeight.services", "mirroring", "mirroring.mirrors"],
  Middleware: ["errors.service"],
};

function strangeBackends(unit: BuiltUnit, object: KubeObject): Finding[] {
  return (BACKENDS[object.kind] ?? [])
    .flatMap(path => nodesAt(object.spec, path.split("."), "spec"))
    .flatMap(({ field, node: { name = "", namespace = unit.namespace } }) => {
      const about = (problem: string) => ({
        problem,
        remedy: `name a Service of the namespace "${unit.namespace}"`,
      });
      if (namespace !== unit.namespace) {
        const found = about(`"${namespace}" is the namespace of somebody else`);
        return objectFinding(hostsUnique.name, unit, object, { field: `${field}.namespace`, ...found });
      }
      if (!name.includes("@")) return [];
      const found = about(`"${name}" is no Service of the cluster`);
      return objectFinding(hostsUnique.name, unit, object, { field: `${field}.name`, ...found });
    });
}

interface Backend {
  readonly name?: string;
  readonly namespace?: string;
}

/** What stands at a path; of a list, each item. */
function nodesAt(node: unknown, path: readonly string[], field: string): { field: string; node: Backend }[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => nodesAt(item, path, `${field}[${index}]`));
  if (typeof node !== "object" || node === null) return [];
  const [key, ...rest] = path;
  return key === undefined
    ? [{ field, node }]
    : nodesAt((node as Record<string, unknown>)[key], rest, `${field}.${key}`);
}

interface OwnHost {
  readonly fact: string;
  /** The unit that may route it; absent: it does not run in the cluster. */
  readonly unit?: string;
}

function ownHosts({ gitea, vault, stepCa }: Cluster): Map<string, OwnHost> {
  return new Map<string, OwnHost>([
    [gitea.host, { fact: "gitea.host" }],
    [vault.host, { fact: "vault.host", unit: "vault" }],
    [stepCa.host, { fact: "stepCa.host" }],
  ]);
}

function foreign({ unit, object, host, route }: Claim, owned: ReadonlyMap<string, OwnHost>): Finding[] {
  const owner = owned.get(host);
  if (owner === undefined || owner.unit === unit.name) return [];
  const problem = `"${host}" is ${owner.fact} in ${factsFile(unit.cluster.name)}`;
  const remedy = "write a host that is nobody else's";
  return [objectFinding(hostsUnique.name, unit, object, { field: route.field, problem, remedy })];
}
