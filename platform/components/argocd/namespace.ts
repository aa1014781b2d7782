/** Where Argo CD, its Applications and their projects live. */
export const ARGOCD_NAMESPACE = "argocd";

/** The cluster that Argo CD itself runs in, as a destination. */
export const IN_CLUSTER = "https://kubernetes.default.svc";
