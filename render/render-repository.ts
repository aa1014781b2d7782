import type { Cluster } from "../clusters/lab.ts";
import { validate } from "../clusters/validate.ts";
import { type Built, build } from "./model/build.ts";
import { load } from "./model/load.ts";
import { loadFinding } from "./model/load-finding.ts";
import type { Unit } from "./model/unit.ts";
import { type Rendering, render } from "./pipeline.ts";
import { repositoryFolder } from "./repository.ts";

/** A rendering of this repository, from nothing, with its guidebook. */
export async function renderRepository(): Promise<Rendering> {
  const { withGuidebook } = await import("./guidebook/with-guidebook.ts");
  return withGuidebook(await renderDeployed());
}

/**
 * The same without the guidebook: all that a cluster, its hosts and its stacks are made of, in half the time. A module
 * that cannot be loaded is a finding like any other; facts that are too incomplete to build from are reported as what
 * they are, and not as the failure of whoever misses them first.
 *
 * @param buildUnit builds one unit; by default from nothing
 */
export async function renderDeployed(buildUnit: (unit: Unit) => Built = build): Promise<Rendering> {
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
