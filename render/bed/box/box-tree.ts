import type { Finding } from "../../../clusters/finding.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { withGuidebook } from "../../guidebook/with-guidebook.ts";
import { load } from "../../model/load.ts";
import { render } from "../../pipeline.ts";
import { repositoryFolder } from "../../repository.ts";
import type { Tree } from "../../tree/tree.ts";

/** What a cluster renders to in a box. */
export interface BoxTree {
  /** The cluster, with what is other in a box. */
  readonly cluster: Cluster;
  /** Its tree; with an error among the findings not to be used. */
  readonly tree: Tree;
  readonly findings: readonly Finding[];
  /** Repositories of its apps that bring their own chart. */
  readonly charts: readonly string[];
}

/**
 * Renders a cluster of this repository with other facts: the address of the box's Gitea instead of the lab's.
 *
 * @param giteaHost such as `127.0.0.1:34567`
 * @throws {Error} when there is no such cluster
 */
export async function renderBox(name: string, giteaHost: string): Promise<BoxTree> {
  const declaration = await load(repositoryFolder);
  const declared = declaration.clusters.find(cluster => cluster.name === name);
  if (declared === undefined) {
    const names = declaration.clusters.map(cluster => cluster.name).join(", ");
    throw new Error(`Cannot put "${name}" into a box: clusters/index.ts has no such cluster, it has ${names}`);
  }
  const cluster = { ...declared, gitea: { ...declared.gitea, host: giteaHost } };
  const { tree, findings } = await withGuidebook(await render({ ...declaration, clusters: [cluster] }));
  const charts = declaration.apps.filter(app => "chart" in app).map(app => app.name);
  return { cluster, tree, charts, findings: findings.filter(finding => !isAboutHost(finding)) };
}

/** A box has no name in the DNS, and so an address where a lab must have a name. */
function isAboutHost({ rule, field }: Finding): boolean {
  return rule === "facts" && field === "gitea.host";
}

/** How a box's tree differs from the committed one. */
export interface BoxDifference {
  /** Files that name Gitea, and differ in its address alone. */
  readonly byAddress: readonly string[];
  /** Files that differ in anything else: edits that are not rendered yet, or not committed. */
  readonly otherwise: readonly string[];
}

/** A manifest without the digest of a configuration, which differs where that names Gitea. */
function withoutDigest(text: string): string {
  return text.replace(/^ +lab\/config: .*\n/gm, "");
}

/** @param committed of all clusters; only that of the box is compared */
export function differenceOf(committed: Tree, { tree, cluster }: BoxTree, labHost: string): BoxDifference {
  const own = [...committed].filter(([path]) => path.startsWith(`${cluster.name}/`));
  const before = new Map(own);
  const differing = [...new Set([...before.keys(), ...tree.keys()])].filter(
    path => before.get(path) !== tree.get(path),
  );
  const isByAddress = (path: string) => {
    const text = before.get(path)?.replaceAll(labHost, cluster.gitea.host);
    return text !== undefined && withoutDigest(text) === withoutDigest(tree.get(path) ?? "");
  };
  return {
    byAddress: differing.filter(isByAddress).sort(),
    otherwise: differing.filter(path => !isByAddress(path)).sort(),
  };
}
