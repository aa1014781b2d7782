import type { Cluster } from "../../clusters/lab.ts";
import type { Definitions } from "../../platform/component.ts";
import type { Release } from "./release.ts";

/** What `lab crds pull` and findings call it. */
export const KUBERNETES = "kubernetes";

/** Commit that publishes the definitions of a version; a newer version needs a newer one. */
const COMMIT = "71f8cba7ecc809d861e837e842217202d5e5a16c";

/**
 * The definitions of Kubernetes' own kinds, as cdk8s takes them from its API: one file for each minor version, with the
 * groups of all its versions.
 *
 * No npm package stands in for it until it is pulled: the schemas of kubernetes-models 5.1 let unknown fields pass, and
 * come as 25 MB of code; `@kubernetes/client-node` 2.0 has names and types of fields and not which are required, in
 * 62 MB; cdk8s-plus-28 has the fields of 1.28.
 *
 * @see https://github.com/cdk8s-team/cdk8s/tree/master/kubernetes-schemas
 */
export const kubernetesDefinitions: Definitions = {
  url: version => `https://raw.githubusercontent.com/cdk8s-team/cdk8s/${COMMIT}/kubernetes-schemas/${version}`,
  mirror: "kubernetes-schemas/v1.36.0",
  files: ["_definitions.json"],
  digests: {
    "v1.36.0": {
      "_definitions.json": "a9e98cdc6ab09980f23b5e987a5f11d0ec1fc838187efb92f347ccf38ed8fd65",
    },
  },
};

/** The minor version of Kubernetes that a version of k3s is: `v1.36.3+k3s1` is `1.36`; undefined: it is none. */
export function kubernetesMinor(k3s: string | undefined): string | undefined {
  return /^v(\d+\.\d+)\.\d+(\+|$)/.exec(k3s ?? "")?.[1];
}

/** The minor versions whose definitions are trusted. */
export const KNOWN_MINORS = Object.keys(kubernetesDefinitions.digests).map(version => kubernetesMinor(version));

/** The definitions for a cluster; undefined where its k3s has no version that says which. */
export function kubernetesRelease({ versions }: Pick<Cluster, "versions">): Release | undefined {
  const minor = kubernetesMinor(versions.k3s?.version);
  if (minor === undefined) return undefined;
  return {
    component: KUBERNETES,
    version: `v${minor}.0`,
    definitions: kubernetesDefinitions,
    file: "render/crds/kubernetes.ts",
  };
}
