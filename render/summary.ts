import type { Finding } from "../clusters/finding.ts";
import type { Rendering } from "./pipeline.ts";

/** What a rendering holds, in figures. */
export interface Summary {
  readonly clusters: readonly ClusterSummary[];
  /** Notes, in a rendering that could be written. */
  readonly findings: readonly Finding[];
}

export interface ClusterSummary {
  readonly name: string;
  readonly applications: number;
  readonly objects: number;
}

export function summarize({ labs, findings }: Rendering): Summary {
  const clusters = labs.map(({ cluster, units }) => ({
    name: cluster.name,
    applications: units.length,
    objects: units.reduce((sum, unit) => sum + unit.objects.length, 0),
  }));
  return { clusters, findings };
}
