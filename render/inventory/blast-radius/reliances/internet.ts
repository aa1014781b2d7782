import { HOME_LINE, nodeThing, serviceThing, unitThing } from "../things.ts";
import type { Cause, Reliance } from "./reliance.ts";

/** What goes out of the house, or comes in. */
export const internet: Cause = ({ cluster, units }) => {
  const limited = (who: string, reason: string): Reliance => ({ who, on: HOME_LINE, effect: "limited", reason });
  const backup = "its backups stay in the house";
  return [
    limited(serviceThing("Pi-hole"), "it answers names of the lab alone"),
    limited(serviceThing("PostgreSQL"), backup),
    limited(unitThing("longhorn"), backup),
    ...Object.keys(cluster.nodes).map(name => limited(nodeThing(name), backup)),
    ...(cluster.zone === undefined
      ? []
      : [limited(unitThing("traefik"), "no certificate of a public name is renewed")]),
    ...units.flatMap(({ name, instance, component }) => {
      const who = unitThing(name);
      if (name === "cloudflared")
        return [{ who, on: HOME_LINE, effect: "stops" as const, reason: "it is the way in from outside" }];
      const reaches = component?.requests?.reaches ?? [];
      const goesOut = reaches.some(reach => typeof reach === "object" && "internet" in reach);
      return goesOut || (instance?.internetPorts.length ?? 0) > 0
        ? [limited(who, "what it sends or fetches outside waits")]
        : [];
    }),
  ];
};
