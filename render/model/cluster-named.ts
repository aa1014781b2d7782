import type { Cluster } from "../../clusters/lab.ts";
import { notFound } from "./named.ts";

/**
 * The one of these clusters that is asked for.
 *
 * @param name undefined: the first
 * @throws {Error} when there is none of that name, with the nearest that there is
 */
export function clusterNamed(clusters: readonly Cluster[], name: string | undefined): Cluster {
  const cluster = name === undefined ? clusters[0] : clusters.find(candidate => candidate.name === name);
  if (cluster !== undefined) return cluster;
  const names = clusters.map(known => known.name);
  throw new Error(notFound("cluster", name ?? "", names));
}
