import { secret } from "../../../platform/secrets/source.ts";
import type { LabAt } from "../lab-at.ts";
import { hostNamed } from "./host-named.ts";

/** Vault's first token, which may do everything: Gitea's host keeps it until people can sign in. */
export const ROOT_TOKEN = "vault/root-token";

/**
 * By what `lab up` asks Vault: its first token, and once that has ended VAULT_TOKEN or `vault/token` of the secret source,
 * such as `vault login -method=oidc` makes.
 *
 * @throws {Error} when there is none
 */
export async function vaultToken(on: LabAt): Promise<string> {
  const first = hostNamed(on, on.cluster.gitea.node).secrets.get(ROOT_TOKEN);
  return first ?? (process.env.VAULT_TOKEN || (await secret("vault/token")));
}
