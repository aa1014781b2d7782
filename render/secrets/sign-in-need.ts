import type { Cluster } from "../../clusters/lab.ts";
import { halvesOfApplication } from "../../platform/secrets/origin.ts";
import { vaultRequest } from "../../platform/secrets/vault-request.ts";
import type { Need } from "./need.ts";
import { newApplication } from "./new-values.ts";

const PATH = "auth/oidc/config";

/** Role by which people sign in to Vault where they name none; the vault stack makes it. */
const DEFAULT_ROLE = "owners";

/**
 * By what Vault lets people sign in with their account of Gitea. Vault asks Gitea while it takes this over, so that has to
 * answer.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/auth/jwt#configure
 */
export function signInNeed(cluster: Cluster): Need {
  const [id, secret] = halvesOfApplication(
    "vault",
    `https://${cluster.vault.host}/ui/vault/auth/oidc/oidc/callback`,
    "http://localhost:8250/oidc/callback", // vault login -method=oidc
  );
  const keys = { oidc_client_id: id, oidc_client_secret: secret };
  return {
    path: PATH,
    keys,
    readers: [DEFAULT_ROLE],
    async look({ vault }) {
      const answer = await vaultRequest<{ data: { oidc_client_id?: string } }>(vault, "GET", PATH);
      // Vault never shows the secret; it takes over both or none.
      return answer?.data.oidc_client_id ? { keys: Object.keys(keys) } : undefined;
    },
    async make(workshop) {
      const application = await newApplication(cluster, id, workshop);
      const { rootCertificate } = cluster.stepCa;
      await vaultRequest(workshop.vault, "POST", PATH, {
        oidc_discovery_url: `https://${cluster.gitea.host}`,
        oidc_client_id: application.id,
        oidc_client_secret: application.secret,
        default_role: DEFAULT_ROLE,
        ...(rootCertificate !== undefined && { oidc_discovery_ca_pem: rootCertificate }),
      });
    },
  };
}
