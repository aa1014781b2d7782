import { type Lab, objectsOf } from "../../checks/rule.ts";
import { alternatives } from "../../checks/semantics/router-rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { measuresOf } from "./measures.ts";

/**
 * The facts of a lab by the paths that pages name them with: any fact of the cluster (`nodes.pi1.address`), the
 * pinned version of a component (`versions.grafana`), the first host of one that has a route (`hosts.grafana`), what its
 * objects measure (`claims.erp.documents.size`).
 */
export const factsOf = oncePerLab((lab): ReadonlyMap<string, string> => {
  const { cluster } = lab;
  const versions = Object.fromEntries(Object.entries(cluster.versions).map(([name, { version }]) => [name, version]));
  return new Map([
    ...leavesOf({ ...cluster, versions, hosts: { ...cluster.hosts, ...routedHosts(lab) } }, ""),
    ...measuresOf(lab).map(({ path, text }) => [path, text] as const),
  ]);
});

/** Strings and numbers of a group of facts, with the path to each; nothing that the group inherits. */
function leavesOf(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === "string" || typeof value === "number") return [[path, String(value)]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, path === "" ? name : `${path}.${name}`));
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
