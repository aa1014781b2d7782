import type { Lab } from "../checks/rule.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { oncePerLab } from "./once-per-lab.ts";

/** The instances of an app, or the unit of a component: what a page about it is about. */
export function unitsAbout(lab: Lab, about: string): readonly BuiltUnit[] {
  return byOwner(lab).get(about) ?? [];
}

const byOwner = oncePerLab(({ units }) =>
  Map.groupBy(
    units.filter(({ instance, component }) => instance !== undefined || component !== undefined),
    ({ instance, component }) => instance?.app ?? component?.name,
  ),
);
