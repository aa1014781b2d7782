import type { KubeItem } from "../../recover/read/objects.ts";

/** Of a pod, or of what pods are made from: what it mounts. */
export interface PodSpec {
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[];
}

/** A pod, with who made it. */
export type MountingPod = KubeItem<PodSpec, { readonly phase?: string }> & {
  readonly metadata: { readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[] };
};

/** Whether a pod mounts a claim of its own namespace. */
export function mountsClaim(pod: PodSpec | undefined, claim: string): boolean {
  return pod?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim) ?? false;
}
