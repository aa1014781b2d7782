import type { Lab } from "../../../checks/rule.ts";

/** A version is no longer pinned by itself, and a page goes on to name it. */
export const edit = (lab: Lab): Lab => {
  const { "victorialogs-datasource": _, ...versions } = lab.cluster.versions;
  return { ...lab, cluster: { ...lab.cluster, versions } };
};
