type Mapping = Readonly<Record<string, unknown>>;

/**
 * The whole list of metadata that is not compared: what charts and kustomizations write to find their own objects
 * again, the namespace, which is ours to choose, and what Argo CD is told by this repository.
 *
 * A selector that would be left empty stays as it is: an empty one selects everything. And Argo CD itself reads only
 * ConfigMaps and Secrets with the label `app.kubernetes.io/part-of: argocd`, so there it counts.
 *
 * @param path of the mapping, from the kind: `["Deployment", "spec", "selector"]`
 * @returns the entries that are compared
 * @see https://helm.sh/docs/chart_best_practices/labels/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export function compared(path: readonly string[], mapping: Mapping): [string, unknown][] {
  const entries = Object.entries(mapping);
  const kept = entries.filter(([key, value]) => !isIgnored(path, key, value));
  return kept.length === 0 && SELECTORS.has(path.at(-1) ?? "") ? entries : kept;
}

const SELECTORS: ReadonlySet<string> = new Set(["matchLabels", "selector"]);

function isIgnored(path: readonly string[], key: string, value: unknown): boolean {
  const field = path.at(-1) ?? "";
  if (key === "namespace") return isInstallation(path);
  if (field === "annotations") return /^(checksum|argocd\.argoproj\.io)\//.test(key);
  if (field !== "labels" && !SELECTORS.has(field)) return false;
  return CHART_LABELS.has(key) && !isReadByArgocd(path[0] ?? "", key, value);
}

/** Whether `namespace` here is the one that the upstream is installed in. */
function isInstallation(path: readonly string[]): boolean {
  return ["metadata", "subjects"].includes(path.at(-1) ?? "") || path.slice(-2).join(".") === "clientConfig.service";
}

const CHART_LABELS: ReadonlySet<string> = new Set([
  "app.kubernetes.io/component",
  "app.kubernetes.io/instance",
  "app.kubernetes.io/managed-by",
  "app.kubernetes.io/part-of",
  "app.kubernetes.io/version",
  "helm.sh/chart",
]);

function isReadByArgocd(kind: string, key: string, value: unknown): boolean {
  return (kind === "ConfigMap" || kind === "Secret") && key === "app.kubernetes.io/part-of" && value === "argocd";
}
