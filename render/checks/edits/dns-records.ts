import type { Lab } from "../rule.ts";

/** Mail goes to a name of the zone that leads into the tunnel. */
export function edit(lab: Lab): Lab {
  const { zone } = lab.cluster;
  if (zone?.mail === undefined) throw new Error("Cannot edit the zone: the lab has none with mail");
  const mx = [{ host: `www.${zone.name}`, preference: 10 }];
  return { ...lab, cluster: { ...lab.cluster, zone: { ...zone, mail: { ...zone.mail, mx } } } };
}
