import { inOrder } from "../../tree/change.ts";
import type { Placed } from "../desired.ts";
import type { ApplicationForecast } from "../forecast/forecast.ts";
import { hostsOf } from "../objects/hosts-of.ts";
import { staying } from "../objects/staying.ts";
import type { Situation } from "../situation.ts";
import type { Affected, AffectedNode, NodeKind } from "./affected.ts";

/** How many names a line tells before it counts the rest. */
const MOST_NAMES = 6;

/**
 * Who feels a change, a line for each sort of thing that does:
 * - `Away while pods restart: erp.arcodange.lab`
 * - `Answered from now on: ...`, `No longer answered: ...`
 * - `Reached: ...` for other hosts that a changed object serves
 * - `Volumes: erp/documents`, `Databases: ...`, `Secrets: ...`
 * - `Beyond what changes: webapp, cms` for Applications of which nothing changes, and which depend on what does
 */
export function affectedLines(
  { nodes, edges }: Pick<Affected, "nodes" | "edges">,
  situation: Situation,
  forecast: readonly ApplicationForecast[],
): string[] {
  const hosts = nodes.filter(({ kind }) => kind === "host");
  const stays = staying(situation);
  const left = [...situation.before.byKey.values()].filter(({ key }) => stays.has(key));
  const answered = {
    before: answeredHosts(situation.before.byKey.values()),
    after: answeredHosts([...situation.after.byKey.values(), ...left]),
  };
  const isNew = ({ id }: AffectedNode) => !answered.before.has(id) && answered.after.has(id);
  const isGone = ({ id }: AffectedNode) => answered.before.has(id) && !answered.after.has(id);
  const away = hostsAbove(interrupted(nodes, forecast), edges);
  const others = hosts.filter(host => !isNew(host) && !isGone(host));
  const changed = new Set(nodes.filter(({ isChanged }) => isChanged).map(unitOf));
  return [
    line("No longer answered", hosts.filter(isGone).map(nameOf)),
    line("Answered from now on", hosts.filter(isNew).map(nameOf)),
    line("Away while pods restart", others.filter(({ id }) => away.has(id)).map(nameOf)),
    line("Reached", others.filter(({ id }) => !away.has(id)).map(nameOf)),
    line("Volumes", ofKind(nodes, "volume")),
    line("Databases", ofKind(nodes, "database")),
    line("Secrets", ofKind(nodes, "secret")),
    line(
      "Beyond what changes",
      nodes.map(unitOf).filter(unit => unit !== "" && !changed.has(unit)),
    ),
  ].flat();
}

function line(heading: string, names: readonly string[]): string[] {
  const all = [...new Set(names)].sort(inOrder);
  if (all.length === 0) return [];
  const rest = all.length - MOST_NAMES;
  const shown = all.slice(0, rest === 1 ? undefined : MOST_NAMES);
  return [`${heading}: ${shown.join(", ")}${rest > 1 ? `, and ${rest} more` : ""}`];
}

function answeredHosts(objects: Iterable<Placed>): Set<string> {
  return new Set([...objects].flatMap(({ cluster, object }) => hostsOf(object).map(host => `host:${cluster}/${host}`)));
}

/** Workloads of which no pod answers for a while. */
function interrupted(nodes: readonly AffectedNode[], forecast: readonly ApplicationForecast[]): Set<string> {
  const names = new Set(
    forecast.flatMap(({ cluster, restarts }) =>
      restarts
        .filter(({ interrupts }) => interrupts)
        .map(({ namespace, workload }) => `${cluster}\n${namespace}\n${workload}`),
    ),
  );
  const isAway = ({ cluster, namespace, label }: AffectedNode) => names.has(`${cluster}\n${namespace}\n${label}`);
  return new Set(nodes.filter(isAway).map(({ id }) => id));
}

/** Hosts whose requests end at one of these objects. */
function hostsAbove(ends: ReadonlySet<string>, edges: Affected["edges"]): Set<string> {
  const above = Map.groupBy(
    edges.filter(({ via }) => REQUESTS.has(via)),
    ({ to }) => to,
  );
  const found = new Set<string>();
  const waiting = [...ends];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { from } of above.get(id) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      waiting.push(from);
    }
  }
  return found;
}

/** Edges along which requests go. */
const REQUESTS: ReadonlySet<string> = new Set(["answers", "routes", "selects"]);

function ofKind(nodes: readonly AffectedNode[], wanted: NodeKind): string[] {
  return nodes.filter(({ kind }) => kind === wanted).map(({ namespace, label }) => scoped(namespace, bare(label)));
}

function nameOf({ label }: AffectedNode): string {
  return label;
}

function unitOf({ application }: AffectedNode): string {
  return application;
}

function scoped(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

/** `documents` of `PersistentVolumeClaim/documents`. */
function bare(label: string): string {
  return label.slice(label.indexOf("/") + 1);
}
