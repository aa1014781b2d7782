import { groupKind } from "../../../platform/cluster-scoped.ts";
import { label } from "../../../platform/object-identity.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { hasEffect } from "../../tree/change.ts";
import type { Placed } from "../desired.ts";
import type { ApplicationForecast } from "../forecast/forecast.ts";
import { hostsOf } from "../objects/hosts-of.ts";
import { staying } from "../objects/staying.ts";
import type { Situation } from "../situation.ts";
import type { Affected, AffectedEdge, AffectedNode, NodeKind } from "./affected.ts";
import { affectedLines } from "./affected-lines.ts";
import { dependenceOf } from "./dependence.ts";

/**
 * Everything that a change reaches: what depends on a changed object, directly or through others, on either side of the
 * change; and the volumes, databases and secrets that a changed workload itself uses.
 */
export function affectedOf(situation: Situation, forecast: readonly ApplicationForecast[]): Affected {
  const { before, after } = situation;
  const edges = distinct([...dependenceOf(before), ...dependenceOf(after)]);
  const changed = new Set(changedKeys(situation));
  const reached = new Set([...changed, ...dependents(edges, changed)]);
  const placed = new Map([...reached].map(key => [key, after.byKey.get(key) ?? before.byKey.get(key)]));
  for (const { from, to } of edges) {
    const used = after.byKey.get(to) ?? before.byKey.get(to);
    if (changed.has(from) && isWorkload(placed.get(from)) && used !== undefined && USED.has(kindOf(used))) {
      placed.set(to, used);
    }
  }
  const objects = [...placed.values()].filter(one => one !== undefined);
  const nodes = [
    ...objects.map(one => nodeOf(one, changed.has(one.key))),
    ...objects.flatMap(one => hostNodes(one, before.byKey.get(one.key), after.byKey.get(one.key))),
  ];
  const known = new Set(nodes.map(({ id }) => id));
  const within = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const answers = objects.flatMap(({ key, cluster }) =>
    [before.byKey.get(key), after.byKey.get(key)]
      .flatMap(side => (side === undefined ? [] : hostsOf(side.object)))
      .map(host => ({ from: hostId(cluster, host), to: key, via: "answers" })),
  );
  const result = { nodes: byId(nodes), edges: [...within, ...distinct(answers)] };
  return { lines: affectedLines(result, situation, forecast), ...result };
}

const USED: ReadonlySet<NodeKind> = new Set(["volume", "database", "secret"]);

/** What left git and stays in the cluster does not change there. */
function changedKeys(situation: Situation): string[] {
  const stays = staying(situation);
  return situation.changes
    .filter(({ change, old }) => hasEffect(change) && !(old !== undefined && stays.has(old.key)))
    .flatMap(({ old, fresh }) => [old?.key, fresh?.key])
    .filter(key => key !== undefined);
}

function dependents(edges: readonly AffectedEdge[], changed: ReadonlySet<string>): Set<string> {
  const neighbours = Map.groupBy(edges, ({ to }) => to);
  const found = new Set<string>();
  const waiting = [...changed];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const { from } of neighbours.get(key) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      waiting.push(from);
    }
  }
  return found;
}

function distinct(edges: readonly AffectedEdge[]): AffectedEdge[] {
  return [...new Map(edges.map(edge => [`${edge.from}\n${edge.to}\n${edge.via}`, edge])).values()];
}

function byId(nodes: readonly AffectedNode[]): AffectedNode[] {
  return [...new Map(nodes.map(node => [node.id, node])).values()];
}

function nodeOf(placed: Placed, isChanged: boolean): AffectedNode {
  const { key, cluster, application, namespace, object } = placed;
  return { id: key, label: label(object), kind: kindOf(placed), cluster, application, namespace, isChanged };
}

/** Hosts by which a route answers, or answered. */
function hostNodes({ cluster, application, namespace }: Placed, old?: Placed, fresh?: Placed): AffectedNode[] {
  const [was, is] = [old, fresh].map(placed => (placed === undefined ? [] : hostsOf(placed.object))) as [
    string[],
    string[],
  ];
  return [...new Set([...was, ...is])].map(host => ({
    ...{ id: hostId(cluster, host), label: host, kind: "host" as const, cluster, application, namespace },
    isChanged: !(was.includes(host) && is.includes(host)),
  }));
}

function hostId(cluster: string, host: string): string {
  return `host:${cluster}/${host}`;
}

function kindOf(placed: Placed): NodeKind {
  if (isWorkload(placed)) return "workload";
  return KINDS.get(groupKind(placed.object)) ?? "object";
}

const KINDS: ReadonlyMap<string, NodeKind> = new Map([
  ["PersistentVolumeClaim", "volume"],
  ["PersistentVolume", "volume"],
  ["secrets.hashicorp.com/VaultDynamicSecret", "database"],
  ["secrets.hashicorp.com/VaultStaticSecret", "secret"],
  ["Secret", "secret"],
]);

function isWorkload(placed: Placed | undefined): boolean {
  return placed !== undefined && podTemplate(placed.object) !== undefined;
}
