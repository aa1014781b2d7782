import { Command } from "commander";
import pc from "picocolors";
import { clusters } from "../../../clusters/index.ts";
import { components } from "../../../platform/components/index.ts";
import { CRDS_REPOSITORY, repositoryUrl } from "../../../platform/naming.ts";
import { cacheFolder, readCached } from "../../crds/cache.ts";
import { type DefinitionFiles, type PushedTag, pushDefinitions } from "../../crds/push.ts";
import { type Release, releasesOf } from "../../crds/release.ts";
import { clusterNamed } from "../../model/cluster-named.ts";
import { columns } from "../../terminal/columns.ts";
import { counted } from "./counted.ts";

export const pushCommand = new Command("push")
  .summary("put them from there into the Git repository that Argo CD takes them from")
  .description(
    'Puts them from the cache into the repository "crds" of the cluster\'s Gitea, a folder and a tag for each component\n' +
      "and version. A tag never moves: one that exists with another content is refused, and then nothing is pushed.\n" +
      "Git finds your credentials as ever: from its credential helper, or from GIT_CONFIG_* in the environment.",
  )
  .argument("[component...]", "only of these components (default: of all)")
  .option("--cluster <name>", "to the Gitea of this cluster, with its versions (default: the first)")
  .option("--to <url>", "to this Git repository instead")
  .option("--dry-run", "show what would be pushed")
  .action(async (names: string[], options: { cluster?: string; to?: string; dryRun?: true }) => {
    const cluster = clusterNamed(clusters, options.cluster);
    const tags = await pushDefinitions({
      remote: options.to ?? repositoryUrl(cluster, CRDS_REPOSITORY),
      definitions: pulledBefore(releasesOf(components, [cluster], names)),
      dryRun: options.dryRun === true,
    });
    console.log(columns(tags.map(tag => row(tag, options.dryRun))).join("\n"));
  });

function row({ tag, outcome, files }: PushedTag, dryRun: true | undefined): string[] {
  if (outcome === "unchanged") return [pc.dim(outcome), tag, counted(files)];
  return [pc.green(dryRun ? "would push" : outcome), tag, counted(files)];
}

/** @throws {Error} that names everything that was not pulled */
function pulledBefore(releases: readonly Release[]): DefinitionFiles[] {
  const cache = cacheFolder();
  const cached = releases.map(release => ({ ...release, files: readCached(cache, release) }));
  const missing = cached.filter(({ files }) => files === undefined);
  if (missing.length > 0) {
    const list = missing.map(({ component, version }) => `${component} ${version}`).join(", ");
    const names = missing.map(({ component }) => component).join(" ");
    throw new Error(`Cannot push CRDs: ${list} are not in ${cache}, run "lab crds pull ${names}"`);
  }
  return cached.flatMap(({ component, version, files }) =>
    files === undefined ? [] : [{ component, version, files }],
  );
}
