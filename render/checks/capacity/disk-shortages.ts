import type { Finding } from "../../../clusters/finding.ts";
import { label } from "../../../platform/object-identity.ts";
import { clusterFinding } from "../findings/cluster-finding.ts";
import type { Lab } from "../rule.ts";
import { GIBIBYTE } from "./bytes.ts";
import { disksOf, place, volumesBySize } from "./volume-places.ts";

/** Volumes that have no room on the disks, each copy on a disk of its own: the largest first, onto the emptiest disks. */
export function diskShortages(lab: Lab): Finding[] {
  const disks = disksOf(lab);
  const volumes = volumesBySize(lab);
  const homeless = volumes.find(volume => !place(volume, disks));
  if (homeless === undefined) return [];
  const requested = volumes.reduce((sum, { bytes, copies }) => sum + bytes * copies, 0);
  const offered = Object.values(lab.cluster.nodes).reduce((sum, { diskGibibytes }) => sum + diskGibibytes, 0);
  const { unit, object, bytes, copies } = homeless;
  const which = `${label(object)} of ${unit.name} (${gibibytes(bytes)}, ${copies} ${copies === 1 ? "copy" : "copies"})`;
  return [
    clusterFinding("capacity", lab.cluster, {
      field: "nodes",
      problem: `volumes with their copies request ${gibibytes(requested)}, the disks hold ${offered}Gi, and ${which} finds no room`,
      remedy: "request less storage, or give a node a larger disk",
    }),
  ];
}

function gibibytes(bytes: number): string {
  return `${Math.ceil(bytes / GIBIBYTE)}Gi`;
}
