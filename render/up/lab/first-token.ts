import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { dropSecret } from "./drop-secret.ts";
import { hostNamed } from "./host-named.ts";
import { reachVault } from "./reach-vault.ts";
import { ROOT_TOKEN } from "./vault-token.ts";

/**
 * The end of Vault's first token, as soon as people can sign in with their account of Gitea: it has no end of its own, and
 * may do everything.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/tokens#root-tokens
 */
export const firstToken: Step<LabAt> = {
  name: "first-token",
  does: "ends Vault's first token",
  limitSeconds: 60,
  undo: "a new one can be made with the key that unseals Vault: vault operator generate-root",
  async check(on) {
    return homeOf(on).secrets.has(ROOT_TOKEN) ? ["Vault's first token still lies on Gitea's host"] : [];
  },
  async do(on) {
    const home = homeOf(on);
    const token = home.secrets.get(ROOT_TOKEN) ?? "";
    await reachVault(on, async url => {
      const answer = await vaultRequest<SignIn>({ url, token }, "GET", "auth/oidc/config");
      if (!answer?.data.oidc_client_id) {
        throw new Error(
          'Cannot end Vault\'s first token: people cannot sign in yet, run "npx lab up --from vault-stack"',
        );
      }
      await vaultRequest({ url, token }, "POST", "auth/token/revoke-self");
    });
    await dropSecret(home, ROOT_TOKEN);
  },
};

interface SignIn {
  readonly data: { readonly oidc_client_id?: string };
}

function homeOf(on: LabAt) {
  return hostNamed(on, on.cluster.gitea.node);
}
