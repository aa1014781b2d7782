import { type KubeItem, ofKind } from "./objects.ts";

/** Longhorn's name of the volumes that persistent volumes and claims stand for. */
export interface Handles {
  ofClaim(namespace: string, claim: string): string | undefined;
  ofPersistentVolume(name: string): string;
}

export const LONGHORN_DRIVER = "driver.longhorn.io";

interface PersistentVolumeSpec {
  readonly claimRef?: { readonly namespace: string; readonly name: string };
  readonly csi?: { readonly driver: string; readonly volumeHandle: string };
}

export function handlesOf(items: readonly KubeItem[]): Handles {
  const byName = new Map<string, string>();
  const byClaim = new Map<string, string>();
  for (const { metadata, spec } of ofKind<PersistentVolumeSpec, unknown>(items, "", "PersistentVolume")) {
    if (spec?.csi?.driver !== LONGHORN_DRIVER) continue;
    byName.set(metadata.name, spec.csi.volumeHandle);
    if (spec.claimRef !== undefined) {
      byClaim.set(`${spec.claimRef.namespace}/${spec.claimRef.name}`, spec.csi.volumeHandle);
    }
  }
  return {
    ofClaim: (namespace, claim) => byClaim.get(`${namespace}/${claim}`),
    ofPersistentVolume: name => byName.get(name) ?? name,
  };
}
