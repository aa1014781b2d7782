import { needsOf } from "./needs.ts";
import type { BuiltUnit } from "./unit.ts";

/** The order in which units can start. */
export interface Order {
  /** Units by name with the length of their longest chain of needs: 0 starts at once. */
  readonly levels: ReadonlyMap<string, number>;
  /** Units that wait for one another, each as a closed chain: `["a", "b", "a"]`. */
  readonly cycles: readonly (readonly string[])[];
  /** Needs of units that do not exist. */
  readonly unknown: readonly { readonly unit: string; readonly need: string }[];
}

/** Levels of the units of one cluster by need. A unit in a cycle gets the level that its other needs give. */
export function orderOf(units: readonly BuiltUnit[]): Order {
  const needs = needsByUnit(units);
  const levels = new Map<string, number>();
  const cycles: string[][] = [];
  const chain: string[] = [];

  const visit = (unit: string): number => {
    const known = levels.get(unit);
    if (known !== undefined) return known;
    const position = chain.indexOf(unit);
    if (position !== -1) {
      cycles.push([...chain.slice(position), unit]);
      return -1;
    }
    chain.push(unit);
    const level = 1 + Math.max(-1, ...(needs.get(unit) ?? []).filter(need => needs.has(need)).map(visit));
    chain.pop();
    levels.set(unit, level);
    return level;
  };
  for (const unit of needs.keys()) visit(unit);

  const unknown = [...needs].flatMap(([unit, list]) =>
    list.filter(need => !needs.has(need)).map(need => ({ unit, need })),
  );
  return { levels, cycles, unknown };
}

function needsByUnit(units: readonly BuiltUnit[]): Map<string, string[]> {
  const needs = new Map(units.map(unit => [unit.name, [] as string[]]));
  for (const { unit, needs: needed } of needsOf(units)) needs.get(unit)?.push(needed);
  return needs;
}
