import type { Finding } from "../../../clusters/finding.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { label } from "../../../platform/object-identity.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { clusterFinding } from "../findings/cluster-finding.ts";
import { objectsOfKind } from "../lab/objects-by-kind.ts";
import type { Lab } from "../rule.ts";
import { volumeDemands } from "./volume-demand.ts";

const GIBIBYTE = 1024 ** 3;

/** Volumes that have no room on the disks, each copy on a disk of its own: the largest first, onto the emptiest disks. */
export function diskShortages(lab: Lab): Finding[] {
  const { nodes } = lab.cluster;
  const disks = Object.values(nodes).map(({ diskGibibytes }) => diskGibibytes * GIBIBYTE);
  const volumes = volumesOf(lab).sort((a, b) => b.bytes - a.bytes);
  const homeless = volumes.find(volume => !place(volume, disks));
  if (homeless === undefined) return [];
  const requested = volumes.reduce((sum, { bytes, copies }) => sum + bytes * copies, 0);
  const offered = Object.values(nodes).reduce((sum, { diskGibibytes }) => sum + diskGibibytes, 0);
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

interface PlacedVolume {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  readonly bytes: number;
  readonly copies: number;
}

function volumesOf(lab: Lab): PlacedVolume[] {
  const { classes, defaultClass } = lab.cluster.storage;
  const volumes: PlacedVolume[] = [];
  for (const { unit, object } of objectsOfKind(lab, "PersistentVolumeClaim", "StatefulSet")) {
    for (const { bytes, storageClass = defaultClass, volumes: count } of volumeDemands(object)) {
      const copies = classes[storageClass]?.replicas ?? 1;
      volumes.push(...Array<PlacedVolume>(count).fill({ unit, object, bytes, copies }));
    }
  }
  return volumes;
}

/** Takes the room of a volume; answers whether there was enough. */
function place({ bytes, copies }: PlacedVolume, disks: number[]): boolean {
  disks.sort((a, b) => b - a);
  if ((disks[copies - 1] ?? -1) < bytes) return false;
  for (let index = 0; index < copies; index++) disks[index] = (disks[index] ?? 0) - bytes;
  return true;
}

function gibibytes(bytes: number): string {
  return `${Math.ceil(bytes / GIBIBYTE)}Gi`;
}
