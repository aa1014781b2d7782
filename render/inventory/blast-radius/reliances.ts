import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { causes } from "./reliances/index.ts";
import type { Reliance } from "./reliances/reliance.ts";
import { thingsOf } from "./things.ts";

/** What each thing of a lab relies on. Of what this lab does not have, nothing is said. */
export const reliancesOf = oncePerLab((lab): readonly Reliance[] => {
  const things = thingsOf(lab);
  return causes.flatMap(cause => cause(lab)).filter(({ who, on }) => things.has(who) && things.has(on));
});

/** What relies on one thing. */
export function reliantOn(lab: Lab, on: string): readonly Reliance[] {
  return byOn(lab).get(on) ?? [];
}

/** What one thing relies on. */
export function reliancesBy(lab: Lab, who: string): readonly Reliance[] {
  return byWho(lab).get(who) ?? [];
}

const byOn = oncePerLab(lab => Map.groupBy(reliancesOf(lab), ({ on }) => on));

const byWho = oncePerLab(lab => Map.groupBy(reliancesOf(lab), ({ who }) => who));
