import type { Lab } from "../../../checks/rule.ts";
import { reservePercent } from "../../capacity/disk-capacity.ts";
import { volumesOf } from "../../storage/volumes.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameDisks: Coupling = {
  name: "same-disks",
  title: "The same disks of Longhorn",
  explanation:
    "Copies of both lie on the same disks, behind the same processes. One that writes without end makes the others wait; a " +
    "disk that is full takes no new copy of any volume.",
  remedy: "Give what writes most a disk of its own, or keep its data in PostgreSQL or outside.",
  find: lab =>
    sharedBy(
      "disks of Longhorn",
      volumesOf(lab).map(({ unit }) => unitThing(unit)),
      limitsOf(lab),
    ),
};

function limitsOf(lab: Lab): string[] {
  const quotas = Object.entries(lab.cluster.environments).filter(([, { quota }]) => quota !== undefined);
  return [
    "the size of each volume",
    ...quotas.map(([name, { quota }]) => `${quota?.storageGibibytes} GiB for each instance in ${name}`),
    ...reserve(lab),
  ];
}

function reserve(lab: Lab): string[] {
  const percent = reservePercent(lab);
  return percent === undefined ? [] : [`no new copy where less than ${percent} % is free`];
}
