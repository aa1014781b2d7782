import { nodesOfTraefik } from "../../../../platform/hosts/load-balanced-nodes.ts";
import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../../checks/rule.ts";
import { hasOwnChart } from "../../lab/has-own-chart.ts";
import { nodeThing, serviceThing, unitThing } from "../things.ts";
import type { Cause, Reliance } from "./reliance.ts";

/** The ways by which people reach what has a route: by name, by Traefik, and from outside by the tunnel. */
export const routes: Cause = lab => {
  const routed = new Set([
    ...objectsOfKind(lab, "IngressRoute").map(({ unit }) => unit.name),
    ...lab.units.filter(hasOwnChart).map(({ name }) => name),
  ]);
  const open = lab.units.filter(({ instance }) => (instance?.publicHosts.length ?? 0) > 0);
  return [
    ...onlyDoor(lab),
    ...[...routed].flatMap((name): Reliance[] => {
      const common = { who: unitThing(name), effect: "unreachable" as const };
      return [
        { ...common, on: unitThing("traefik"), reason: "people reach it by Traefik" },
        { ...common, on: serviceThing("Pi-hole"), reason: "people in the LAN find its name by Pi-hole" },
      ];
    }),
    ...open.map(
      ({ name }): Reliance => ({
        who: unitThing(name),
        on: unitThing("cloudflared"),
        effect: "limited",
        reason: "it answers in the LAN, and not to the public",
      }),
    ),
  ].filter(({ who, on }) => who !== on);
};

/** Where one node alone opens Traefik's ports, nobody comes in by another. */
function onlyDoor({ cluster }: Lab): Reliance[] {
  const [node, ...others] = nodesOfTraefik(cluster);
  if (node === undefined || others.length > 0) return [];
  return [{ who: unitThing("traefik"), on: nodeThing(node), effect: "stops", reason: `it answers at ${node} only` }];
}
