import type { Cluster } from "../clusters/lab.ts";
import { factsFile } from "./naming.ts";

/**
 * The image of a component in the version that the cluster pins.
 *
 * @param repository e.g. `docker.io/grafana/grafana`; its platforms stand in platform/image-platforms.ts
 * @param tagOf where the tag is not the version itself: some publish `1.4.1` of `v1.4.1`
 * @throws {Error} when the cluster pins no version of it
 */
export function pinnedImage(
  cluster: Cluster,
  component: string,
  repository: string,
  tagOf: (version: string) => string = version => version,
): string {
  return `${repository}:${tagOf(pinnedVersion(cluster, component))}`;
}

/** @throws {Error} when the cluster pins no version of it */
export function pinnedVersion({ name, versions }: Cluster, component: string): string {
  const version = versions[component]?.version;
  if (version !== undefined) return version;
  throw new Error(
    `Cannot deploy "${component}" on ${name}: it has no version, pin one in versions of ${factsFile(name)}`,
  );
}

/** `1.4.1` of `v1.4.1`. */
export function withoutV(version: string): string {
  return version.replace(/^v/, "");
}
