import type { Cluster } from "../../clusters/lab.ts";
import type { Component } from "../../platform/component.ts";
import { KUBERNETES, kubernetesRelease } from "./kubernetes.ts";
import { type Release, releasesOf } from "./release.ts";

/**
 * Everything that `lab crds pull` brings: the definitions of Kubernetes for each minor version that these clusters pin,
 * and the CRDs.
 *
 * @param names only of these components, of which `kubernetes` is one; empty: all
 * @throws {Error} as `releasesOf()`
 */
export function pullable(
  components: readonly Component[],
  clusters: readonly Cluster[],
  names: readonly string[],
): Release[] {
  const others = names.filter(name => name !== KUBERNETES);
  const wantsKubernetes = names.length === 0 || others.length < names.length;
  const wantsOthers = names.length === 0 || others.length > 0;
  return [
    ...(wantsKubernetes ? kubernetesReleases(clusters) : []),
    ...(wantsOthers ? releasesOf(components, clusters, others) : []),
  ];
}

function kubernetesReleases(clusters: readonly Cluster[]): Release[] {
  const releases = clusters.map(kubernetesRelease).filter(release => release !== undefined);
  return [...new Map(releases.map(release => [release.version, release])).values()];
}
