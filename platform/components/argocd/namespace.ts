/** Where Argo CD, its Applications and their projects live. */
export const ARGOCD_NAMESPACE = "argocd";
