import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../../clusters/lab.ts";
import { variablesFile } from "../../platform/naming.ts";
import type { Stack } from "../../platform/tofu/stack.ts";
import { clusterNamed } from "../model/cluster-named.ts";
import { renderDeployed } from "../render-repository.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { titleOf } from "./stack-work.ts";

/** A cluster as it is declared, and the variables of its stacks as a fresh render has them. */
export interface FreshCluster {
  readonly cluster: Cluster;
  /** @throws {Error} when the variables of one of these stacks are not on disk as they are declared */
  refuseStale(stacks: readonly Stack[]): void;
}

/**
 * @param name of the cluster; undefined: the first
 * @throws {Error} when the lab cannot be rendered, or has no such cluster
 */
export async function freshCluster(name: string | undefined): Promise<FreshCluster> {
  const { labs, tree, findings } = await renderDeployed();
  if (hasErrors(findings)) throw new Error([...findingLines(findings), "", "The lab cannot be rendered."].join("\n"));
  const cluster = clusterNamed(
    labs.map(lab => lab.cluster),
    name,
  );
  const refuseStale = (stacks: readonly Stack[]) => {
    const problems = stacks.flatMap(stack => staleness(tree, cluster.name, stack));
    if (problems.length > 0) throw new Error(problems.join("\n"));
  };
  return { cluster, refuseStale };
}

function staleness(tree: ReadonlyMap<string, string>, cluster: string, { name }: Stack): string[] {
  const file = variablesFile(cluster, name);
  const fresh = tree.get(file.slice(`${RENDERED}/`.length));
  if (fresh !== undefined && fresh === textOf(file)) return [];
  const title = titleOf({ stack: name, cluster });
  return [
    `Cannot work on ${title}: ${file} is not as a fresh render has it, run "npm start" and commit what it changes`,
  ];
}

const RENDERED = renderedFolder.slice(repositoryFolder.length + 1);

function textOf(file: string): string | undefined {
  try {
    return readFileSync(join(repositoryFolder, file), "utf8");
  } catch {
    return undefined;
  }
}
