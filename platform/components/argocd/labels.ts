/** Labels by which Argo CD finds what is its own: settings and secrets without the second one do not exist for it. */
export function argocdLabels(name: string): Record<string, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "argocd" };
}
