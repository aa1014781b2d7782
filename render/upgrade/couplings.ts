/** Minor versions of one component that a minor version of another was tested with, from and to included. */
export interface Tested {
  readonly component: string;
  readonly minor: string;
  readonly with: string;
  readonly from: string;
  readonly to: string;
  readonly source: string;
}

/** Who was tested with what, as each project says. What is not in here is not known to fit. */
export const tested: readonly Tested[] = [
  ...["3.3", "3.4"].map(minor => ({ ...argocd(minor), with: "k3s", from: "1.32", to: "1.35" })),
  { ...argocd("3.5"), with: "k3s", from: "1.33", to: "1.36" },
  {
    component: "longhorn",
    minor: "1.12",
    with: "k3s",
    from: "1.33",
    to: "1.36",
    source: "https://longhorn.io/docs/1.12.1/best-practices/",
  },
  {
    component: "vault",
    minor: "2.0",
    with: "k3s",
    from: "1.32",
    to: "1.36",
    source: "https://github.com/hashicorp/vault-helm/releases/tag/v0.34.1",
  },
  { ...vaultSecretsOperator("1.4"), with: "k3s", from: "1.32", to: "1.36" },
  { ...vaultSecretsOperator("1.4"), with: "vault", from: "1.19", to: "2.0" },
];

function argocd(minor: string) {
  const source = "https://argo-cd.readthedocs.io/en/stable/operator-manual/tested-kubernetes-versions/";
  return { component: "argocd", minor, source };
}

function vaultSecretsOperator(minor: string) {
  const source = "https://github.com/hashicorp/vault-secrets-operator/releases/tag/v1.4.1";
  return { component: "vault-secrets-operator", minor, source };
}

/** How a component may move from one version to another. */
export interface Moves {
  /** Whether it may leave out a minor version. */
  readonly skipsMinors: boolean;
  /** Whether it may become older. */
  readonly goesBack: boolean;
  readonly source: string;
}

/** Components that may not move as they like; by name. */
export const moves: Readonly<Record<string, Moves>> = {
  k3s: {
    skipsMinors: false,
    goesBack: false,
    source: "https://kubernetes.io/releases/version-skew-policy/",
  },
  longhorn: {
    skipsMinors: false,
    goesBack: false,
    source: "https://longhorn.io/docs/1.12.1/deploy/upgrade/",
  },
  vault: {
    skipsMinors: true,
    goesBack: false,
    source: "https://developer.hashicorp.com/vault/docs/upgrade/rollback",
  },
};
