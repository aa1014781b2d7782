import type { Alert } from "../../../platform/alert.ts";
import { componentPage } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import { readProse } from "../../prose/read-prose.ts";
import { placementsIn } from "../capacity/placement.ts";
import { hasOwnChart } from "../lab/has-own-chart.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { type Felt, type Outage, outageOf } from "./outage.ts";
import { cares } from "./outages/index.ts";
import { type Thing, thingsOf, unitThing } from "./things.ts";

/** An outage that a person must be ready for. */
export interface ToldOutage extends Outage {
  /** As a heading: `pi2`, `Traefik`. */
  readonly title: string;
  readonly bearable: string;
  /** Alerts of this lab that tell of it. */
  readonly alerts: readonly Alert[];
  readonly remedies: readonly string[];
  /** Paths of pages. */
  readonly runbooks: readonly string[];
}

/** What happens when each machine, service or shared component of a lab is away, and what to do. */
export const outagesOf = oncePerLab((lab): readonly ToldOutage[] => {
  const things = thingsOf(lab);
  const alerts = alertsOf(lab);
  return cares.flatMap(care =>
    care.things(lab).flatMap(id => {
      const thing = things.get(id);
      if (thing === undefined) return [];
      return {
        ...outageOf(lab, id),
        title: titleOf(lab, thing),
        bearable: care.bearable(lab, thing),
        alerts: care.alerts.flatMap(name => alerts.get(name) ?? []),
        remedies: care.remedies(lab, thing),
        runbooks: care.runbooks
          .filter(name => lab.prose.has(`platform/guidebook/runbooks/${name}.md`))
          .map(name => `runbooks/${name}`),
      };
    }),
  );
});

/** An outage, as one thing feels it. */
export interface Hurt extends Felt {
  /** Title of what is away. */
  readonly cause: string;
}

/** Every told outage that a thing feels, by its identifier. */
export function hurtsBy(lab: Lab, id: string): readonly Hurt[] {
  return hurtsByThing(lab).get(id) ?? [];
}

const hurtsByThing = oncePerLab(lab => {
  const hurts = outagesOf(lab).flatMap(({ title: cause, felt }) => felt.map(each => ({ ...each, cause })));
  return Map.groupBy(hurts, ({ thing }) => thing.id);
});

/** Apps and components of a lab that have pods, here or in a chart of their own, which is what a person asks about. */
export const runningThings = oncePerLab((lab): readonly Thing[] =>
  lab.units.flatMap(unit => {
    const thing = thingsOf(lab).get(unitThing(unit.name));
    const runs = hasOwnChart(unit) || placementsIn(lab, unit.name).length > 0;
    return thing === undefined || !runs ? [] : thing;
  }),
);

/** A component is called as its page calls it. */
function titleOf({ prose }: Lab, { name }: Thing): string {
  const page = prose.get(componentPage(name));
  return page === undefined ? name : readProse(page).title;
}

function alertsOf({ cluster, units }: Lab): Map<string, Alert> {
  const alerts = units.flatMap(({ component }) => component?.alerts?.(cluster) ?? []);
  return new Map(alerts.map(alert => [alert.name, alert]));
}
