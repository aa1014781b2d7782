import type { KubeObject } from "../../kube-object.ts";
import { kvPath } from "../../naming.ts";
import { VAULT_MOUNTS } from "../vault-secrets-operator/api.ts";
import { API_VERSION } from "../vault-secrets-operator/objects.ts";
import { VAULT_LOGIN } from "../vault-secrets-operator/vault-login.ts";
import { ARGOCD_NAMESPACE } from "./namespace.ts";

/** Label by which Argo CD finds the Secrets that describe repositories. */
export const REPOSITORY_LABEL = "argocd.argoproj.io/secret-type";

/** Name of the Secret that describes a repository of the lab's organisation, and of the object that makes it. */
export function repositorySecret(name: string): string {
  return `repository-${name}`;
}

/**
 * Content of such a Secret: where the repository is, and a user who may read it.
 *
 * Gitea sends five commits at most in a webhook, and a path filter would then mark stale manifests as synced:
 * `webhookManifestCacheWarmDisabled` switches that off, and there is no `depth`.
 */
export function repositoryFields(url: string, username: string, password: string): Record<string, string> {
  return { type: "git", url, username, password, webhookManifestCacheWarmDisabled: "true" };
}

/**
 * What Argo CD knows of one Gitea repository: its address and a token that may read, from Vault.
 *
 * @param name of the repository in the lab's organisation
 */
export function repositoryCredentials(name: string, url: string): KubeObject {
  const fields = repositoryFields(url, '{{ get .Secrets "username" }}', '{{ get .Secrets "token" }}');
  return {
    apiVersion: API_VERSION,
    kind: "VaultStaticSecret",
    metadata: { name: repositorySecret(name), namespace: ARGOCD_NAMESPACE },
    spec: {
      vaultAuthRef: VAULT_LOGIN,
      mount: VAULT_MOUNTS.kv,
      type: "kv-v2",
      path: kvPath("argocd", "gitea"),
      refreshAfter: "1h",
      destination: {
        name: repositorySecret(name),
        create: true,
        overwrite: true, // the first one is placed by hand, before Vault exists
        labels: { [REPOSITORY_LABEL]: "repository" },
        transformation: {
          excludeRaw: true,
          templates: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, { text }])),
        },
      },
    },
  };
}
