import type { Cluster } from "../clusters/lab.ts";
import { validate } from "../clusters/validate.ts";
import { type Built, build } from "./model/build.ts";
import { load } from "./model/load.ts";
import { loadFinding } from "./model/load-finding.ts";
import type { Unit } from "./model/unit.ts";
import { type Rendering, render } from "./pipeline.ts";
import { repositoryFolder } from "./repository.ts";

/** A rendering of this repository, from nothing. A module that cannot be loaded is a finding like any other. */
export function renderRepository(): Promise<Rendering> {
  return renderWith(build);
}

/**
 * The same, with units that `buildUnit` builds. Facts that are too incomplete to build from are reported as what they
 * are, and not as the failure of whoever misses them first.
 */
export async function renderWith(buildUnit: (unit: Unit) => Built): Promise<Rendering> {
  let clusters: readonly Cluster[] = [];
  try {
    const declaration = await load(repositoryFolder);
    clusters = declaration.clusters;
    return await render(declaration, buildUnit);
  } catch (error) {
    const faults = validate(clusters);
    return { labs: [], tree: new Map(), findings: faults.length > 0 ? faults : [loadFinding(error)] };
  }
}
