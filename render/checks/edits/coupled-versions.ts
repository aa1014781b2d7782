import type { Lab } from "../rule.ts";

/** Argo CD is pinned to a version from before the Kubernetes that the cluster runs. */
export function edit(lab: Lab): Lab {
  const argocd = { ...lab.cluster.versions.argocd, version: "v3.4.2", source: "github.com/argoproj/argo-cd" };
  return { ...lab, cluster: { ...lab.cluster, versions: { ...lab.cluster.versions, argocd } } };
}
