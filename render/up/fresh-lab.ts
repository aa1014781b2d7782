import { join } from "node:path";
import type { Cluster } from "../../clusters/lab.ts";
import type { Host } from "../../platform/hosts/host.ts";
import { readHosts } from "../hosts/read-host.ts";
import { clusterNamed } from "../model/cluster-named.ts";
import { renderDeployed } from "../render-repository.ts";
import { renderedFolder } from "../repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { drift } from "../tree/drift.ts";
import { readTree } from "../tree/read.ts";
import { isGuidebook } from "../tree/unit-paths.ts";

/** A cluster as it is declared, and its hosts as they are rendered. */
export interface FreshLab {
  readonly cluster: Cluster;
  readonly hosts: readonly Host[];
}

const SHOWN_FILES = 5;

/**
 * @param name of the cluster; undefined: the first
 * @throws {Error} when the lab cannot be rendered, has no such cluster, or rendered/ is not as a fresh render has it: a
 *   person has then not reviewed what would be done
 */
export async function freshLab(name: string | undefined): Promise<FreshLab> {
  const { labs, tree, findings } = await renderDeployed();
  if (hasErrors(findings)) throw new Error([...findingLines(findings), "", "The lab cannot be rendered."].join("\n"));
  const cluster = clusterNamed(
    labs.map(lab => lab.cluster),
    name,
  );
  const isOfCluster = (path: string) => path.startsWith(`${cluster.name}/`) && !isGuidebook(path);
  const stale = drift(readTree(renderedFolder), tree).filter(({ path }) => isOfCluster(path));
  if (stale.length > 0) {
    const shown = stale.slice(0, SHOWN_FILES).map(({ path }) => `  rendered/${path}`);
    const more = stale.length > SHOWN_FILES ? [`  and ${stale.length - SHOWN_FILES} more`] : [];
    const sentence = `Cannot bring up ${cluster.name}: rendered/ is not as a fresh render has it, run "npx lab render" and review what it changes`;
    throw new Error([sentence, ...shown, ...more].join("\n"));
  }
  return { cluster, hosts: renderedHosts(cluster) };
}

/** The hosts of a cluster as they are rendered now: a step may have learned a fact and rendered anew. */
export function renderedHosts({ name }: Cluster): readonly Host[] {
  const files = readTree(join(renderedFolder, name, "hosts"));
  return readHosts(new Map([...files].map(([path, text]) => [`${name}/hosts/${path}`, text])), name);
}
