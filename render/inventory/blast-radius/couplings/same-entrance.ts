import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../../checks/rule.ts";
import { placementsIn } from "../../capacity/placement.ts";
import { hasOwnChart } from "../../lab/has-own-chart.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameEntrance: Coupling = {
  name: "same-entrance",
  title: "The same entrance",
  explanation:
    "Every route goes through one Traefik. Many requests for one slow the others down; a certificate that fails again and " +
    "again uses up what Let's Encrypt allows; and whoever may write a route may write one for the name of another.",
  remedy: "Give a public route a limit of requests; look at new host names in the review.",
  find: lab => {
    const routed = objectsOfKind(lab, "IngressRoute").map(({ unit }) => unitThing(unit.name));
    return sharedBy("Traefik", routed, limitsOf(lab));
  },
};

function limitsOf(lab: Lab): string[] {
  const pods = placementsIn(lab, "traefik").reduce((sum, each) => sum + each.pods, 0);
  const charts = lab.units.filter(hasOwnChart).length;
  return [
    `${pods === 1 ? "one pod" : `${pods} pods`} for all`,
    "no two routes of this repository have one name",
    ...(charts === 0 ? [] : ["nobody looks at the routes of charts in other repositories"]),
  ];
}
