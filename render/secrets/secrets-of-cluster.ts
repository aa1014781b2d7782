import type { Lab } from "../checks/rule.ts";
import { clusterNamed } from "../model/cluster-named.ts";
import { notFound } from "../model/named.ts";
import { renderDeployed } from "../render-repository.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import type { Need } from "./need.ts";
import { needsOf } from "./needs.ts";
import { trustAuthority, vaultAccess } from "./vault-access.ts";
import { type Workshop, workshopOf } from "./workshop.ts";

/** What a cluster needs, and the way to those who have it. */
export interface ClusterSecrets {
  readonly cluster: Lab["cluster"];
  readonly needs: readonly Need[];
  /** @throws {Error} when nobody says who asks Vault */
  readonly open: () => Promise<Workshop>;
}

/**
 * @param name of the cluster; undefined: the first
 * @throws {Error} when there is no such cluster, or the lab cannot be rendered
 */
export async function secretsOfCluster(name: string | undefined): Promise<ClusterSecrets> {
  const { labs, findings } = await renderDeployed();
  if (labs.length === 0) throw new Error(findingLines(findings).join("\n"));
  const cluster = clusterNamed(
    labs.map(lab => lab.cluster),
    name,
  );
  const lab = labs.find(candidate => candidate.cluster === cluster) as Lab;
  return {
    cluster,
    needs: needsOf(lab),
    async open() {
      trustAuthority(cluster);
      return workshopOf(cluster, await vaultAccess(cluster));
    },
  };
}

/**
 * The secret at a path.
 *
 * @throws {Error} when nothing declares it, with the nearest that something does
 */
export function needAt(needs: readonly Need[], path: string): Need {
  const found = needs.find(need => need.path === path);
  if (found !== undefined) return found;
  const known = needs.map(need => need.path);
  throw new Error(
    `${notFound("secret", path, known)} What there is stands in apps/ and platform/components/: lab secrets list`,
  );
}
