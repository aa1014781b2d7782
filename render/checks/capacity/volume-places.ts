import type { KubeObject } from "../../../platform/kube-object.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { objectsOfKind } from "../lab/objects-by-kind.ts";
import type { Lab } from "../rule.ts";
import { GIBIBYTE } from "./bytes.ts";
import { volumeDemands } from "./volume-demand.ts";

/** A volume with its copies, and what claims it. */
export interface PlacedVolume {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  /** Of one copy. */
  readonly bytes: number;
  readonly copies: number;
}

/** The disk of a node, and what is free of it. */
export interface Disk {
  readonly node: string;
  readonly bytes: number;
  free: number;
}

/** The disk that Longhorn uses on each node, empty. */
export function disksOf({ cluster }: Lab): Disk[] {
  return Object.entries(cluster.nodes).map(([node, { diskGibibytes }]) => {
    const bytes = diskGibibytes * GIBIBYTE;
    return { node, bytes, free: bytes };
  });
}

/** Every volume, the largest first. */
export function volumesBySize(lab: Lab): PlacedVolume[] {
  const { classes, defaultClass } = lab.cluster.storage;
  const volumes: PlacedVolume[] = [];
  for (const { unit, object } of objectsOfKind(lab, "PersistentVolumeClaim", "StatefulSet")) {
    for (const { bytes, storageClass = defaultClass, volumes: count } of volumeDemands(object)) {
      const copies = classes[storageClass]?.replicas ?? 1;
      volumes.push(...Array<PlacedVolume>(count).fill({ unit, object, bytes, copies }));
    }
  }
  return volumes.sort((a, b) => b.bytes - a.bytes);
}

/** Takes the room of a volume on the emptiest disks; answers whether there was enough. */
export function place({ bytes, copies }: Pick<PlacedVolume, "bytes" | "copies">, disks: Disk[]): boolean {
  disks.sort((a, b) => b.free - a.free);
  if ((disks[copies - 1]?.free ?? -1) < bytes) return false;
  for (const disk of disks.slice(0, copies)) disk.free -= bytes;
  return true;
}
