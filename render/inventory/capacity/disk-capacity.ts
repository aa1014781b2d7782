import { type Disk, disksOf, type PlacedVolume, place, volumesBySize } from "../../checks/capacity/volume-places.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { settingIn } from "../setting-in.ts";

/** The disks of a lab that Longhorn uses, with all volumes on them, or with one node lost. */
export interface DiskCapacity {
  /** The lost node; absent: none is. */
  readonly lost?: string;
  /** By node, in the order of the facts. */
  readonly disks: readonly Readonly<Disk>[];
  /** Volumes that find no room for all copies that they can have on these nodes. */
  readonly homeless: readonly PlacedVolume[];
  /** Volumes that have a copy less than they should, for there are fewer nodes than copies. */
  readonly degraded: number;
  /** Volumes of one copy, one of which may have been there. */
  readonly single: number;
}

/**
 * The disks with every volume at its full size and with all copies, the largest first onto the emptiest, as the rule
 * `capacity` places them; then the same with each node lost in its turn.
 */
export const diskCapacitiesOf = oncePerLab((lab): readonly DiskCapacity[] => {
  const nodes = Object.keys(lab.cluster.nodes);
  return [undefined, ...(nodes.length < 2 ? [] : nodes)].map(lost => placed(lab, lost));
});

/** Below which Longhorn puts no new copy on a disk, in percent of the disk; undefined where it does not say. */
export function reservePercent(lab: Lab): number | undefined {
  const percent = settingIn(lab, "longhorn", "storage-minimal-available-percentage");
  return percent === undefined ? undefined : Number(percent);
}

function placed(lab: Lab, lost: string | undefined): DiskCapacity {
  const disks = disksOf(lab).filter(({ node }) => node !== lost);
  const order = disks.map(({ node }) => node);
  const volumes = volumesBySize(lab);
  const homeless = volumes.filter(
    ({ bytes, copies }) =>
      !place({ bytes, copies: lost === undefined ? copies : Math.min(copies, disks.length) }, disks),
  );
  return {
    ...(lost !== undefined && { lost }),
    disks: disks.sort((one, other) => order.indexOf(one.node) - order.indexOf(other.node)),
    homeless,
    degraded: volumes.filter(({ copies }) => copies > order.length).length,
    single: volumes.filter(({ copies }) => copies === 1).length,
  };
}
