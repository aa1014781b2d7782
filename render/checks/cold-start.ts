import { closest } from "fastest-levenshtein";
import { quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import { orderOf } from "../model/order.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { unitFinding } from "./findings/unit-finding.ts";
import type { Lab, Rule } from "./rule.ts";

/** From nothing, every unit can start: none waits for itself through others, and none for what does not exist. */
export const coldStart: Rule = {
  name: "cold-start",
  check(lab) {
    const units = new Map(lab.units.map(unit => [unit.name, unit]));
    const { cycles, unknown } = orderOf(lab.units);
    return [
      ...cycles.flatMap(chain => cycle(chain, units)),
      ...unknown.flatMap(({ unit, need }) => unknownNeed(unit, need, lab, units)),
    ];
  },
};

type Units = ReadonlyMap<string, BuiltUnit>;

function cycle(chain: readonly string[], units: Units): Finding[] {
  const { unit, need } = weakestLink(chain, units);
  if (unit === undefined) return [];
  const links = chain.map((name, index) =>
    index === chain.length - 1 ? quote(name) : `${quote(name)} (${units.get(name)?.file})`,
  );
  return [
    unitFinding(coldStart.name, unit, {
      field: "needs",
      problem: `${links.join(" needs ")}, so none of them can start first`,
      remedy: need === undefined ? "break the chain at one of its links, such as this unit's" : `drop ${quote(need)}`,
    }),
  ];
}

/** Where to break a chain: a need that a unit names itself is easier to drop than one that follows from its objects. */
function weakestLink(chain: readonly string[], units: Units): { unit: BuiltUnit | undefined; need?: string } {
  for (const [index, name] of chain.entries()) {
    const need = chain[index + 1];
    const unit = units.get(name);
    if (need !== undefined && unit?.needs.includes(need)) return { unit, need };
  }
  return { unit: units.get(chain[0] ?? "") };
}

function unknownNeed(name: string, need: string, lab: Lab, units: Units): Finding[] {
  const unit = units.get(name);
  if (unit === undefined) return [];
  const others = lab.units.flatMap(other => (other.name === name ? [] : [other.name]));
  return [
    unitFinding(coldStart.name, unit, {
      field: "needs",
      problem: `there is no unit ${quote(need)}`,
      remedy: others.length === 0 ? "drop it" : `write ${quote(closest(need, others))}, the nearest, or drop it`,
    }),
  ];
}
