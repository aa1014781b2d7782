import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { kvPath, repositoryUrl } from "../../naming.ts";
import { giteaToken, type Secrets } from "../../secrets/origin.ts";
import { REPOSITORY_LABEL, repositoryFields } from "../argocd/repository-credentials.ts";
import { VAULT_MOUNTS, VaultStaticSecret } from "../vault-secrets-operator/api.ts";

/** Name of the component, its pods, its service account, and its role in Vault. */
export const NAME = "argocd-image-updater";

/** Its user in Gitea: may read packages, and push to the branches of this repository that are not protected. */
const USER = "image-updater";

/** For git and for the registry. */
export const accountSecrets: Secrets = {
  [kvPath(NAME, "gitea")]: { token: giteaToken(USER, "read:package", "write:repository") },
};

/** Secret with what that user needs. */
const ACCOUNT_SECRET = `${NAME}-gitea`;

/** Where the registry's credentials are, in the words of the Image Updater: namespace, Secret, key. */
export const REGISTRY_CREDENTIALS = `secret:argocd/${ACCOUNT_SECRET}#credentials`;

/**
 * Address of this repository for whoever pushes, with the user in it. By it Argo CD tells this login from its own, which
 * may read only; a login that the Image Updater takes from any other Secret is sent without verifying who answers.
 *
 * @see https://github.com/argoproj-labs/argocd-image-updater/blob/v1.3.0/pkg/argocd/gitcreds.go
 */
export function pushAddress(cluster: Cluster): string {
  const address = new URL(repositoryUrl(cluster, cluster.gitea.repository));
  address.username = USER;
  return address.href;
}

/** The token of its user, at `argocd-image-updater/gitea` in Vault, key `token`: for git and for the registry. */
export class Account extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const token = '{{ get .Secrets "token" }}';
    const fields = { ...repositoryFields(pushAddress(cluster), USER, token), credentials: `${USER}:${token}` };
    new VaultStaticSecret(this, "secret", {
      metadata: { name: ACCOUNT_SECRET },
      spec: {
        vaultAuthRef: NAME,
        mount: VAULT_MOUNTS.kv,
        type: "kv-v2",
        path: kvPath(NAME, "gitea"),
        refreshAfter: "1h",
        destination: {
          name: ACCOUNT_SECRET,
          create: true,
          labels: { [REPOSITORY_LABEL]: "repository" },
          transformation: {
            excludeRaw: true,
            templates: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, { text }])),
          },
        },
      },
    });
  }
}
