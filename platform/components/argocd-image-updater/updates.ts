import type { Cluster } from "../../../clusters/lab.ts";
import { parseImage } from "../../image.ts";
import type { Instance } from "../../instance.ts";
import { bumpBranch, imagesFile } from "../../naming.ts";
import { pushAddress } from "./account.ts";
import type { ApplicationReference, ImageUpdaterSpec } from "./api.ts";

/** Branch that is deployed, and that a bump begins at. */
const DEPLOYED = "main";

/** Every version, pre-releases too. Without it a version with a suffix is no candidate. */
const PRE_RELEASES = "x-0";

/**
 * Which images are kept up to date, and how a new tag gets into git: every app whose image is in the lab's own registry.
 * Production takes releases only, every other environment takes pre-releases too.
 *
 * The Image Updater knows how to edit values of Helm and Kustomize, and no plain manifests. So it is shown the file with
 * the cluster's image tags as if that held values of a chart: `erp.tag` and `erp.name` are what `erp: { tag, name }` is
 * to this repository. It pushes that to a branch per app; what happens there is no longer its business.
 *
 * @returns one for each app with such an image, so that an app more changes none of the others
 */
export function imageUpdates(cluster: Cluster, instances: readonly Instance[]): Map<string, ImageUpdaterSpec> {
  const own = instances.filter(({ image }) => parseImage(image).registry === cluster.gitea.host);
  const byApp = Map.groupBy(own, ({ app }) => app);
  return new Map([...byApp].map(([app, all]) => [app, updatesOf(cluster, all)]));
}

function updatesOf(cluster: Cluster, own: readonly Instance[]): ImageUpdaterSpec {
  return {
    commonUpdateSettings: { updateStrategy: "semver", platforms: platforms(cluster) },
    writeBackConfig: {
      method: "git:repocreds",
      gitConfig: { repository: pushAddress(cluster), writeBackTarget: `helmvalues:/${imagesFile(cluster.name)}` },
    },
    applicationRefs: own.map(reference),
  };
}

function platforms({ nodes }: Cluster): string[] {
  return [...new Set(Object.values(nodes).map(({ architecture }) => `linux/${architecture}`))].sort();
}

function reference({ app, name, image }: Instance): ApplicationReference {
  const { registry, repository } = parseImage(image);
  const isProduction = name === app; // by the elision rule
  return {
    namePattern: name,
    images: [
      {
        alias: name,
        imageName: `${registry}/${repository}${isProduction ? "" : `:${PRE_RELEASES}`}`,
        manifestTargets: { helm: { name: `${name}.name`, tag: `${name}.tag` } },
      },
    ],
    writeBackConfig: { gitConfig: { branch: `${DEPLOYED}:${bumpBranch(app)}` } },
  };
}
