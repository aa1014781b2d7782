import type { KubeObject, Metadata } from "../../../platform/kube-object.ts";
import type { Lab } from "../rule.ts";
import { type Owned, objectsOfKind } from "./objects-by-kind.ts";

/** A claim of a volume, or the template of a StatefulSet by which each of its pods claims one. */
export interface Claim {
  /** The claim itself, or the StatefulSet. */
  readonly owned: Owned;
  readonly metadata: Metadata;
  readonly spec: ClaimSpec;
  /** Of its metadata. */
  readonly path: string;
  /** How the claims are called in the cluster: `documents`; of a template one for each pod, `data-vault-0`. */
  readonly names: readonly string[];
}

export interface ClaimSpec {
  readonly storageClassName?: string;
  readonly resources?: { readonly requests?: { readonly storage?: string | number } };
}

/** Every claim of a lab. */
export function claimsOf(lab: Lab): Claim[] {
  return [
    ...objectsOfKind(lab, "PersistentVolumeClaim").map(alone),
    ...objectsOfKind(lab, "StatefulSet").flatMap(made),
  ];
}

function alone(owned: Owned): Claim {
  const { metadata, spec = {} } = owned.object as KubeObject & { spec?: ClaimSpec };
  return { owned, metadata, spec, path: "metadata", names: [metadata.name] };
}

function made(owned: Owned): Claim[] {
  const { volumeClaimTemplates = [], replicas = 1 } = (owned.object.spec ?? {}) as StatefulSetSpec;
  return volumeClaimTemplates.map(({ metadata, spec = {} }) => ({
    owned,
    metadata,
    spec,
    path: `spec.volumeClaimTemplates[${metadata.name}].metadata`,
    names: Array.from({ length: replicas }, (_, pod) => `${metadata.name}-${owned.object.metadata.name}-${pod}`),
  }));
}

interface StatefulSetSpec {
  readonly volumeClaimTemplates?: readonly { readonly metadata: Metadata; readonly spec?: ClaimSpec }[];
  readonly replicas?: number;
}
