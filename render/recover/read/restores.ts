import { PENDING } from "../../backup/volume/restored-objects.ts";
import { type KubeItem, ofKind } from "./objects.ts";

interface PersistentVolumeSpec {
  readonly claimRef?: { readonly namespace: string; readonly name: string };
}

/** Claims whose restore has begun and not come to its end, by the mark of their new volume. */
export function readRestores(items: readonly KubeItem[]): string[] {
  return ofKind<PersistentVolumeSpec, unknown>(items, "", "PersistentVolume").flatMap(({ metadata, spec }) => {
    const isPending = Object.entries(PENDING).every(([label, value]) => metadata.labels?.[label] === value);
    return isPending && spec?.claimRef !== undefined ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : [];
  });
}
