import { Construct } from "constructs";
import { kvPath } from "../../naming.ts";
import { VAULT_MOUNTS, VaultStaticSecret } from "../vault-secrets-operator/api.ts";
import { VAULT_LOGIN } from "../vault-secrets-operator/vault-login.ts";
import { argocdLabels } from "./labels.ts";
import { OIDC_SECRET } from "./sign-in.ts";

/**
 * The two Secrets of the server, with the keys that they have in Vault: those that sign sessions and webhooks and let the
 * administrator in, and those by which Gitea knows Argo CD.
 *
 * Argo CD starts before Vault does. On its first start the server makes `argocd-secret` itself, with a password in
 * `argocd-initial-admin-secret`, or completes the one that was placed by hand; later Vault's takes its place.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/settings/settings.go (InitializeSettings)
 */
export class ServerSecrets extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret("argocd-secret", "server");
    this.secret(OIDC_SECRET, "oidc");
  }

  private secret(name: string, secret: string): void {
    new VaultStaticSecret(this, secret, {
      metadata: { name },
      spec: {
        vaultAuthRef: VAULT_LOGIN,
        mount: VAULT_MOUNTS.kv,
        type: "kv-v2",
        path: kvPath("argocd", secret),
        refreshAfter: "1h",
        destination: {
          name,
          create: true,
          overwrite: true, // the server or a person was first
          labels: argocdLabels(name),
          transformation: { excludeRaw: true },
        },
      },
    });
  }
}
