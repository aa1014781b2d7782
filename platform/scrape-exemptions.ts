/** A workload of a component that Prometheus does not look at. */
export interface ScrapeExemption {
  /** Kind, namespace and name: `Deployment/argocd/argocd-redis`. */
  readonly workload: string;
  readonly reason: string;
}

/** Everything of the components that runs unmeasured. That it runs at all, kube-state-metrics says. */
export const SCRAPE_EXEMPTIONS: readonly ScrapeExemption[] = [
  {
    workload: "Deployment/argocd/argocd-redis",
    reason: "a cache without measurements of its own; Argo CD measures how it answers",
  },
  {
    workload: "Deployment/longhorn-system/longhorn-driver-deployer",
    reason: "it installs the driver once, and then only waits",
  },
  {
    workload: "Deployment/longhorn-system/longhorn-ui",
    reason: "it serves files; what they show, the managers measure",
  },
  { workload: "Deployment/tools/ollama", reason: "it publishes no measurements" },
];
