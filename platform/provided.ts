/** Namespace of what k3s brings itself, such as CoreDNS and metrics-server: its pods stand in no unit. */
export const K3S_NAMESPACE = "kube-system";

/** Any namespace. */
const EVERY = "*";

/**
 * What Kubernetes, k3s and programs of the lab make themselves, so that the tree may refer to it, with who makes it:
 * `<kind>/<namespace>/<name>`.
 *
 * @see https://docs.k3s.io/installation/packaged-components
 */
const PROVIDED: Readonly<Record<string, string>> = {
  [`ConfigMap/${EVERY}/kube-root-ca.crt`]: "the root CA publisher of Kubernetes, in every namespace",
  [`ServiceAccount/${EVERY}/default`]: "the service account controller of Kubernetes, in every namespace",
  "Namespace//default": "the API server",
  "Namespace//kube-node-lease": "the API server",
  "Namespace//kube-public": "the API server",
  "Namespace//kube-system": "the API server",
  "Role/kube-system/extension-apiserver-authentication-reader": "the API server, for those who extend it",
  "Secret/argocd/argocd-redis": "the pod of Argo CD's Redis before it starts: a random password",
  "Service/default/kubernetes": "the API server, its own address inside the cluster",
  "Service/kube-system/kube-dns": "k3s, with CoreDNS",
  "Service/kube-system/metrics-server": "k3s, with metrics-server",
};

/** Whether a program makes this object itself. */
export function isProvided(kind: string, namespace: string | undefined, name: string): boolean {
  return `${kind}/${namespace ?? ""}/${name}` in PROVIDED || `${kind}/${EVERY}/${name}` in PROVIDED;
}
