import { misfits } from "../upgrade/misfits.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import type { Rule } from "./rule.ts";

/**
 * Versions that are pinned together were tested together: k3s with Argo CD, Longhorn and what else says which
 * Kubernetes it runs on. An upgrade of one that the others do not follow is found before it reaches the cluster.
 */
export const coupledVersions: Rule = {
  name: "coupled-versions",
  check: ({ cluster }) =>
    misfits(cluster.versions).map(({ component, problem, remedy }) =>
      clusterFinding(coupledVersions.name, cluster, { field: `versions.${component}`, problem, remedy }),
    ),
};
