import type { Lab } from "../checks/rule.ts";
import { objectsOf } from "../checks/rule.ts";
import { alternatives } from "../checks/semantics/router-rule.ts";

/**
 * Finds the facts of a lab by the paths that pages name them with: any fact of the cluster (`nodes.pi1.address`), the
 * pinned version of a component (`versions.grafana`), the first host of one that has a route (`hosts.grafana`).
 *
 * @returns undefined where a path names no fact, or a group of them
 */
export function factsOf(lab: Lab): (path: string) => string | undefined {
  const { cluster } = lab;
  const versions = Object.fromEntries(Object.entries(cluster.versions).map(([name, { version }]) => [name, version]));
  const facts = { ...cluster, versions, hosts: routedHosts(lab) };
  return path => {
    const value = path.split(".").reduce<unknown>(memberOf, facts);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
}

/** A member of a group of facts; nothing that it inherits. */
function memberOf(group: unknown, name: string): unknown {
  if (typeof group !== "object" || group === null || !Object.hasOwn(group, name)) return undefined;
  return (group as Record<string, unknown>)[name];
}

function routedHosts(lab: Lab): Record<string, string> {
  const hosts: Record<string, string> = {};
  for (const { unit, object } of objectsOf(lab)) {
    if (object.kind !== "IngressRoute") continue;
    const { routes = [] } = (object.spec ?? {}) as { routes?: readonly { match?: string }[] };
    const inside = hostsOf(routes).find(host => host.endsWith(`.${lab.cluster.domain}`));
    if (inside !== undefined) hosts[unit.name] ??= inside;
  }
  return hosts;
}

function hostsOf(routes: readonly { match?: string }[]): string[] {
  return routes.flatMap(({ match = "" }) => alternatives(match) ?? []).flatMap(({ hosts }) => hosts);
}
