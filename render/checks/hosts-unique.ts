import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";
import { alternatives } from "./semantics/router-rule.ts";

/**
 * Each host is routed by one rule only: of two, Traefik takes either. Rules that ask for different paths, or listen at
 * different entry points, may share a host. Hosts that the facts give to services of the lab are theirs.
 */
export const hostsUnique: Rule = {
  name: "hosts-unique",
  check(lab) {
    const owned = ownHosts(lab.cluster);
    const claims = new Map<string, Claim[]>();
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      for (const route of ROUTES[object.kind]?.(object) ?? []) {
        if (route.conditions === undefined) {
          findings.push(unreadable(unit, object, route));
          continue;
        }
        for (const [host, condition] of route.conditions) {
          const claim = { unit, object, host, route };
          findings.push(...foreign(claim, owned), ...contested(claim, stake(claims, condition, claim)));
        }
      }
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
  /** Pairs of a host and the whole condition, host included; undefined when the rule cannot be read. */
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

/** A TCP router for any host (`*`) is the one of its entry point, and no claim on a name. */
function conditionsOf(rule: string): [string, string][] | undefined {
  return alternatives(rule)?.flatMap(({ hosts, others }) =>
    hosts.filter(host => host !== "*").map((host): [string, string] => [host, [host, ...others].join(" ")]),
  );
}

interface IngressPath {
  readonly path?: string;
  readonly pathType: string;
}

function ingressRoutes({ spec }: KubeObject): Route[] {
  const { rules = [] } = (spec ?? {}) as { rules?: { host?: string; http?: { paths: IngressPath[] } }[] };
  return rules.flatMap(({ host, http }, index) =>
    host === undefined ? [] : [ingressRoute(host.toLowerCase(), http?.paths ?? [], `spec.rules[${index}].host`)],
  );
}

function ingressRoute(host: string, paths: readonly IngressPath[], field: string): Route {
  const conditions = paths.map(({ path = "/", pathType }): [string, string] => {
    if (pathType === "Exact") return [host, `${host} Path(\`${path}\`)`];
    return [host, path === "/" ? host : `${host} PathPrefix(\`${path}\`)`];
  });
  return { field, rule: host, conditions };
}

/** Records a claim; returns the earlier one that it contests. */
function stake(claims: Map<string, Claim[]>, condition: string, claim: Claim): Claim | undefined {
  const earlier = claims.get(condition);
  if (earlier === undefined) claims.set(condition, [claim]);
  else earlier.push(claim);
  return earlier?.find(other => other !== claim && meet(other.route.entryPoints, claim.route.entryPoints));
}

function meet(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  return left === undefined || right === undefined || left.some(entryPoint => right.includes(entryPoint));
}

function contested({ unit, object, host, route }: Claim, other: Claim | undefined): Finding[] {
  if (other === undefined) return [];
  const { field } = route;
  const place = other.unit === unit ? "" : ` of unit "${other.unit.name}" (${other.unit.file})`;
  const problem = `"${host}" is routed by ${other.object.kind}/${other.object.metadata.name}${place}, ${other.route.field}, too`;
  const remedy = "give one of the two another host, or a path that the other does not have,";
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
  const problem = `"${host}" is ${owner.fact} in clusters/${unit.cluster.name}/index.ts`;
  const remedy = "write a host that is nobody else's";
  return [objectFinding(hostsUnique.name, unit, object, { field: route.field, problem, remedy })];
}
