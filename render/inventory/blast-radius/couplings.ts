import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import type { Coupling, Shared } from "./couplings/coupling.ts";
import { couplings } from "./couplings/index.ts";
import { unitThing } from "./things.ts";

/** A coupling that a lab has. */
export interface FoundCoupling {
  readonly coupling: Coupling;
  /** One or more. */
  readonly shared: readonly Shared[];
  /** Whether a sandbox and production share something of it. */
  readonly crosses: boolean;
}

/** Every coupling of a lab, those that it does not have left out. */
export const couplingsOf = oncePerLab((lab): readonly FoundCoupling[] => {
  const environments = environmentsOf(lab);
  return couplings.flatMap(coupling => {
    const shared = coupling.find(lab);
    if (shared.length === 0) return [];
    return { coupling, shared, crosses: shared.some(({ by }) => isMixed(by, environments)) };
  });
});

/** Couplings of one thing, by its identifier, with what it shares with others there. */
export function couplingsOfThing(lab: Lab, id: string): readonly { coupling: Coupling; shared: Shared }[] {
  return byThing(lab).get(id) ?? [];
}

const byThing = oncePerLab(lab => {
  const index = new Map<string, { coupling: Coupling; shared: Shared }[]>();
  for (const { coupling, shared } of couplingsOf(lab)) {
    for (const each of shared) {
      for (const id of each.by) {
        const known = index.get(id);
        if (known === undefined) index.set(id, [{ coupling, shared: each }]);
        else known.push({ coupling, shared: each });
      }
    }
  }
  return index;
});

/** Environments of instances, by the identifier of the thing. */
function environmentsOf({ units }: Lab): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap(({ name, instance }) => (instance === undefined ? [] : [[unitThing(name), instance.environment]])),
  );
}

/** Whether instances of more than one environment are among them. */
function isMixed(by: readonly string[], environments: ReadonlyMap<string, string>): boolean {
  return new Set(by.flatMap(id => environments.get(id) ?? [])).size > 1;
}
