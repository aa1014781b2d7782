import type { Cluster } from "../../../clusters/lab.ts";
import type { Lab } from "../../checks/rule.ts";
import { appsOf } from "./installed-apps.ts";
import { componentsOf } from "./installed-components.ts";
import { appGroups, flowsOfApps } from "./lab-map/app-groups.ts";
import { componentPlaces } from "./lab-map/component-places.ts";
import { FLOWS } from "./lab-map/flows.ts";
import { machineAreas, machinePlaces } from "./lab-map/machine-places.ts";
import { outsidePlaces } from "./lab-map/outside-places.ts";
import type { Area, Flow, Place } from "./lab-map/place.ts";
import { machinesOf } from "./machines.ts";

/** The whole lab in few places: who and what there is, where it lies, and what goes from one to another. */
export interface LabMap {
  readonly areas: readonly Area[];
  readonly places: readonly Place[];
  readonly flows: readonly Flow[];
}

/** The map of a lab: as many places for a hundred apps as for three. */
export function labMapOf(lab: Lab): LabMap {
  const { cluster } = lab;
  const machines = machinesOf(lab);
  const groups = appGroups([...appsOf(lab).values()]);
  const places = [
    ...people(cluster),
    ...machinePlaces(cluster, machines),
    ...componentPlaces(componentsOf(lab)),
    ...groups.map(({ place }) => place),
    ...outsidePlaces(cluster),
  ];
  const known = new Set(places.map(({ id }) => id));
  return {
    areas: [
      { id: "lan", name: `LAN ${cluster.networks.lan}, behind the router` },
      { id: "k3s", name: "k3s, on all machines", within: "lan" },
      ...machineAreas(machines),
      { id: "cloud", name: "Outside" },
    ],
    places,
    flows: [...FLOWS, ...groups.flatMap(flowsOfApps)].filter(({ from, to }) => known.has(from) && known.has(to)),
  };
}

function people({ zone, domain }: Cluster): Place[] {
  return [
    { id: "you", name: "You", details: ["control node: lab, OpenTofu"], sort: "person", within: "lan" },
    { id: "home", name: "People at home", details: [`*.${domain}`], sort: "person", within: "lan" },
    ...(zone === undefined
      ? []
      : [{ id: "visitors", name: "Visitors", details: [zone.name], sort: "person", within: "cloud" } as const]),
  ];
}
