import { label } from "../../../platform/object-identity.ts";
import type { PlacedVolume } from "../../checks/capacity/volume-places.ts";
import type { Lab } from "../../checks/rule.ts";
import { type DiskCapacity, diskCapacitiesOf, reservePercent } from "../../inventory/capacity/disk-capacity.ts";
import { blocks, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { named } from "../words/named.ts";
import { sizeWords } from "../words/size-words.ts";

/** The disks with all volumes at their full size and every copy, as they are and with each node lost. */
export const diskCapacity: TextPart = {
  name: "disk-capacity",
  tell(lab) {
    const capacities = diskCapacitiesOf(lab);
    const [all] = capacities;
    if (all === undefined || all.disks.length === 0) return "";
    return blocks(
      `${counted(all.disks.length, "disk")} of ${sizeWords(sum(all, ({ bytes }) => bytes))} together.${reserve(lab)}`,
      table(
        ["Lost", "Volumes and copies take", "Free", "The fullest disk has free", "What follows"],
        capacities.map(rowOf),
      ),
    );
  },
};

function reserve(lab: Lab): string {
  const percent = reservePercent(lab);
  return percent === undefined ? "" : ` Longhorn puts no new copy on a disk with less than ${percent} % free.`;
}

function rowOf(capacity: DiskCapacity): string[] {
  const { lost, disks } = capacity;
  const free = sum(capacity, disk => disk.free);
  const least = disks.reduce((one, other) => (other.free < one.free ? other : one));
  return [
    lost === undefined ? "none" : `**${lost}**`,
    sizeWords(sum(capacity, ({ bytes }) => bytes) - free),
    sizeWords(free),
    `${sizeWords(least.free)} (${Math.floor((least.free / least.bytes) * 100)} %)`,
    consequence(capacity),
  ];
}

function consequence({ lost, homeless, degraded, single }: DiskCapacity): string {
  const parts = [
    homeless.length === 0 ? "all copies have room" : `no room for ${named(homeless.map(volumeName))}`,
    ...(degraded > 0 ? [`${counted(degraded, "volume")} with a copy less, for want of a node`] : []),
    ...(lost !== undefined && single > 0
      ? [`${counted(single, "volume")} with one copy only: away if that lay there`]
      : []),
  ];
  return parts.join("; ");
}

function volumeName({ unit, object }: PlacedVolume): string {
  return `${label(object)} of ${unit.name}`;
}

function sum({ disks }: DiskCapacity, of: (disk: DiskCapacity["disks"][number]) => number): number {
  return disks.reduce((total, disk) => total + of(disk), 0);
}
