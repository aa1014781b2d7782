import type { KubeObject } from "../../../platform/kube-object.ts";
import { clusterWide, type Reference } from "./reference.ts";
import { type Specified, specOf } from "./spec.ts";

/** The storage class of a PersistentVolumeClaim. */
export function fromClaim(object: KubeObject): Reference[] {
  return storageClass(object, "spec");
}

/** @param path where the specification of the claim stands */
export function storageClass(claim: Specified, path: string): Reference[] {
  const { storageClassName } = specOf<{ storageClassName: string }>(claim);
  if (storageClassName === undefined) return [];
  return [clusterWide("StorageClass", storageClassName, `${path}.storageClassName`, "volumes")];
}
