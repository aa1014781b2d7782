import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { type GiteaAccess, giteaRequest } from "./gitea-request.ts";

/** Secret of a repository's workflows with the key by which they say to Vault which repository they are of. */
export const SIGNING_KEY = "VAULT_KEY";

/**
 * Gives a secret to the workflows of a repository, in place of the one that had its name. Gitea never shows it again.
 *
 * @param repository organisation and name, such as `arcodange-org/erp`
 * @param name upper case, with digits and underscores; Gitea keeps `GITEA_` and `GITHUB_` for itself
 */
export async function putActionsSecret(
  gitea: GiteaAccess,
  repository: string,
  name: string,
  value: string,
): Promise<void> {
  await giteaRequest(gitea, "PUT", `repos/${repository}/actions/secrets/${name}`, { data: value });
}

/**
 * Makes the key by which the workflows of a repository log in to Vault, and gives them its private half, in PEM (PKCS 8),
 * as `VAULT_KEY`. Workflows that begin from now on sign with it: Vault must learn it at once.
 *
 * @returns its public half, in PEM (SPKI) without a line break at its end
 */
export async function newSigningKey(gitea: GiteaAccess, repository: string): Promise<string> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 3072, // good past 2030: NIST SP 800-57 part 1, table 4
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await putActionsSecret(gitea, repository, SIGNING_KEY, privateKey);
  return publicKey.trim();
}
