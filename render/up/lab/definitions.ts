import type { Cluster } from "../../../clusters/lab.ts";
import { components } from "../../../platform/components/index.ts";
import { cacheFolder, readCached } from "../../crds/cache.ts";
import { pull } from "../../crds/pull.ts";
import type { DefinitionFiles } from "../../crds/push.ts";
import { releasesOf } from "../../crds/release.ts";

/**
 * The CRDs that a cluster pins, from the cache of the user; what is not there is fetched first, and trusted by its digest.
 *
 * @param names of components; none means all
 * @throws {Error} that names each file that could not be had, or is not the one that is trusted
 */
export async function pinnedDefinitions(cluster: Cluster, names: readonly string[] = []): Promise<DefinitionFiles[]> {
  const cache = cacheFolder();
  const pulled = await pull(releasesOf(components, [cluster], names), { cache });
  const problems = pulled.flatMap(result => result.problems);
  if (problems.length > 0) {
    throw new Error(
      [...problems, 'What this machine cannot fetch, "npx lab crds pull --from" takes elsewhere'].join("\n"),
    );
  }
  return pulled.map(({ release }) => ({ ...release, files: readCached(cache, release) ?? new Map() }));
}
