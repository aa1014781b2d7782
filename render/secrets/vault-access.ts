import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Cluster } from "../../clusters/lab.ts";
import { secret } from "../../platform/secrets/source.ts";
import type { VaultAccess } from "../../platform/secrets/vault-request.ts";
import { vaultAddress } from "../tofu/vault-address.ts";

/**
 * The Vault of a cluster, and whoever asks it: VAULT_TOKEN, else `vault/token` of the secret source.
 *
 * @throws {Error} when VAULT_ADDR names the Vault of another cluster, or there is no token
 */
export async function vaultAccess(cluster: Cluster): Promise<VaultAccess> {
  const url = vaultAddress(cluster).replace(/\/+$/, "");
  return { url, token: process.env.VAULT_TOKEN || (await secret("vault/token")) };
}

/** Lets this process trust the lab's own authority, beside those that the machine trusts. */
export function trustAuthority({ stepCa }: Cluster): void {
  if (stepCa.rootCertificate === undefined) return;
  setDefaultCACertificates([...getCACertificates("default"), stepCa.rootCertificate]);
}
