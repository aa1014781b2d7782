import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ANYBODY, connectionsOf, type PolicyEdge } from "./policy-edges.ts";

/** Who connects, or is connected to. */
export type End = PolicyEdge["from"] | PolicyEdge["to"];

/** Unit that makes the pods at an end; undefined for places, for anybody, and for what k3s brings. */
export function unitOf(end: End): BuiltUnit | undefined {
  return "labels" in end ? end.unit : undefined;
}

/** Several edges as one line: each of these may connect to each of those, on the same ports. */
export interface EdgeRow {
  readonly to: readonly End[];
  readonly ports: readonly string[];
  readonly from: readonly End[];
}

/** Every edge of a lab in as few lines as hold them: who is reached by the same others on the same ports stands together. */
export const edgeRowsOf = oncePerLab((lab: Lab): readonly EdgeRow[] => rowsOf(connectionsOf(lab).edges));

/** The same of some edges. */
export function rowsOf(edges: readonly PolicyEdge[]): EdgeRow[] {
  const numbers = new Map<End, number>();
  const numberOf = (end: End) => {
    const number = numbers.get(end) ?? numbers.size;
    numbers.set(end, number);
    return number;
  };
  const rows = [...Map.groupBy(edges, ({ to }) => to)].flatMap(([to, incoming]) =>
    [...Map.groupBy(incoming, ({ ports }) => ports.join(", ")).values()].map(same => ({
      to,
      ports: same[0]?.ports ?? [],
      from: sendersOf(same),
    })),
  );
  const alike = Map.groupBy(rows, ({ from, ports }) => `${ports.join(", ")}\n${from.map(numberOf).join()}`);
  return [...alike.values()]
    .flatMap(group => {
      const [first] = group;
      return first === undefined ? [] : [{ ...first, to: group.map(({ to }) => to).sort(byPlace) }];
    })
    .sort((one, other) => byPlace(one.to[0] ?? ANYBODY, other.to[0] ?? ANYBODY));
}

/** Where anybody may come, nobody else has to be named. */
function sendersOf(edges: readonly PolicyEdge[]): End[] {
  const all = edges.map(({ from }) => from);
  return all.includes(ANYBODY) ? [ANYBODY] : all.sort(byName);
}

/** Places come before pods. */
function byPlace(one: End, other: End): number {
  return Number("labels" in one) - Number("labels" in other) || byName(one, other);
}

function byName({ name }: { readonly name: string }, other: { readonly name: string }): number {
  return name < other.name ? -1 : Number(name > other.name);
}
