import type { Kubectl } from "../remote/kubectl.ts";

/** Within which Longhorn should have made a missing copy anew: some hundred gigabytes over a network of a gigabit. */
export const REBUILD_SECONDS = 1800;

/** States of a volume that something uses, or is about to. */
const IN_USE: readonly (string | undefined)[] = ["attached", "attaching", "detaching"];

interface Volume {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly state?: string; readonly robustness?: string };
}

/**
 * Volumes of Longhorn in use that lack a copy, or are on their way from one node to another, a line each; none where there
 * is no Longhorn.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/pkg/apis/longhorn/v1beta2/volume.go
 */
export async function lackingVolumes(kubectl: Kubectl): Promise<string[]> {
  const definitions = await kubectl(["get", "customresourcedefinitions", "--output", "name"]);
  if (!definitions.includes("/volumes.longhorn.io")) return [];
  const output = await kubectl(["get", "volumes.longhorn.io", "--namespace", "longhorn-system", "--output", "json"]);
  const { items } = JSON.parse(output) as { items: readonly Volume[] };
  return items.flatMap(({ metadata: { name }, status: { state, robustness } = {} }) => {
    if (!IN_USE.includes(state) || (state === "attached" && robustness === "healthy")) return [];
    return [`volume ${name} is ${state === "attached" ? robustness : state}`];
  });
}
