import type { KubeObject } from "../../../platform/kube-object.ts";
import { memoryBytes } from "../../../platform/quantity.ts";

/** Volumes that an object claims, all of one size. */
export interface VolumeDemand {
  /** Bytes of each volume, one copy of it. */
  readonly bytes: number;
  /** Name of the StorageClass; absent for the default one. */
  readonly storageClass?: string;
  readonly volumes: number;
}

/** What an object claims: a claim itself, or a StatefulSet one volume per replica and template. */
export function volumeDemands({ kind, spec }: KubeObject): VolumeDemand[] {
  if (kind === "PersistentVolumeClaim") return [demand(spec as ClaimSpec | undefined, 1)];
  if (kind !== "StatefulSet") return [];
  const { volumeClaimTemplates = [], replicas = 1 } = (spec ?? {}) as {
    volumeClaimTemplates?: { spec?: ClaimSpec }[];
    replicas?: number;
  };
  return volumeClaimTemplates.map(template => demand(template.spec, replicas));
}

interface ClaimSpec {
  readonly storageClassName?: string;
  readonly resources?: { readonly requests?: { readonly storage?: string | number } };
}

function demand({ storageClassName, resources }: ClaimSpec = {}, volumes: number): VolumeDemand {
  return {
    bytes: memoryBytes(resources?.requests?.storage ?? 0) ?? 0,
    ...(storageClassName !== undefined && { storageClass: storageClassName }),
    volumes,
  };
}
